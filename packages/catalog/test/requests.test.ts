import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apps } from '../src/index.ts'
import { CatalogError } from '../src/run.ts'
import type { App, Json, Tool } from '../src/run.ts'
import { deviations, withoutDeviations } from './deviations.ts'
import { unusedDialects } from './dialects.ts'
import { complaint } from './input-check.ts'
import { anyInput, extremeInputs, minimalInput, typicalInput } from './inputs.ts'
import { judgeFor } from './openapi-description.ts'
import type { Judge } from './openapi-description.ts'
import { allFacts, described, descriptionOf, ifPresent, present } from './provider-facts.ts'
import { otherWays } from './samples.ts'
import { openWire } from './wire.ts'
import type { Wire } from './wire.ts'

/** How many inputs of a tool are made up by chance, each time others. */
const RUNS = 12

const descriptions = described()
  .map((slug) => ({ slug, description: descriptionOf(slug), app: apps.find((app) => app.slug === slug)! }))
  .filter(({ description }) => description['openapi'] !== undefined)
const tools = descriptions.flatMap(({ app }) => app.tools.map((tool) => ({ app, tool })))
const facts = allFacts()
const judges = new Map<string, Judge>()
const needed = new Set<unknown>()
let wire: Wire

beforeAll(async () => {
  wire = await openWire()
  for (const { slug, description } of descriptions) judges.set(slug, await judgeFor(slug, description))
})
afterAll(() => wire.close())

describe.skipIf(!present)(`requests by the providers' own OpenAPI descriptions${ifPresent}`, () => {
  it('are there', () => {
    expect(descriptions.length).toBeGreaterThan(0)
  })

  it.each(descriptions)('$slug: its description was read', ({ slug, description }) => {
    expect(judges.get(slug)?.operations).toBeGreaterThanOrEqual(Object.keys(description['paths']!).length)
  })

  it.each(tools)(
    '$tool.name: minimal, typical and extreme inputs make valid requests',
    async ({ app, tool }) => {
      const wrong = await allThatIsWrong(app, tool)
      expect(wrong, wrong.join('\n')).toEqual([])
    },
  )

  it('need every deviation on the list', () => {
    expect(deviations.filter((row) => !needed.has(row)).map(({ tool, at }) => `${tool}: ${at}`)).toEqual([])
    expect(unusedDialects()).toEqual([])
  })
})

/** Everything that is wrong with a tool's requests at once, each with one request that shows it. */
async function allThatIsWrong(app: App, tool: Tool): Promise<string[]> {
  const inputs = [
    { edge: 'minimal', input: minimalInput(app, tool) },
    { edge: 'typical', input: typicalInput(app, tool) },
    ...(otherWays[tool.name] ?? []).map((input) => ({ edge: 'typical', input })),
    ...extremeInputs(app, tool),
    ...fc.sample(anyInput(app, tool), RUNS).map((input) => ({ edge: 'any', input })),
  ]
  const wrong = new Map<string, string>()
  for (const { edge, input } of inputs)
    for (const [what, sent] of await wrongWith(app, tool, edge, input))
      if (!wrong.has(what)) wrong.set(what, sent)
  return [...wrong].map(([what, sent]) => `${what}\n    ${sent.slice(0, 1500)}`)
}

async function wrongWith(app: App, tool: Tool, edge: string, input: Json): Promise<[string, string][]> {
  const refused = complaint(tool, input)
  if (refused !== undefined) return [['the input itself', `${edge}: ${refused} ${JSON.stringify(input)}`]]
  const received = await wire.call(app, tool, input).catch((error: unknown) => {
    // A tool may refuse what it cannot send; what a caller would normally send it has to send.
    if (error instanceof CatalogError && edge !== 'minimal' && edge !== 'typical') return undefined
    throw error
  })
  if (!received) return []
  const { operation, violations } = judges.get(app.slug)!.judge(received)
  const { left, rows } = withoutDeviations(tool.name, violations)
  for (const row of rows) needed.add(row)
  const misled = operation === operationOf(app, tool) ? [] : [{ at: 'path', says: `taken for ${operation}` }]
  const sent = `${edge}: ${received.method} ${received.url.href} ${received.body}`
  return [...left, ...misled].map(({ at, says }) => [`${at} ${says}`, sent])
}

/** The operation that the facts name for a tool. */
function operationOf(app: App, tool: Tool): string {
  const action = facts.get(app.slug)?.actions.find(({ name }) => name === tool.name)
  return `${action?.method} ${action?.spec_path ?? action?.path}`
}
