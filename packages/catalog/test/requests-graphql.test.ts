import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apps } from '../src/index.ts'
import type { App, Json, Tool } from '../src/run.ts'
import { documentsOf, judgeGraph } from './graphql-description.ts'
import { complaint } from './input-check.ts'
import { anyInput, extremeInputs, minimalInput, typicalInput } from './inputs.ts'
import { allFacts, described, descriptionOf, ifPresent, present } from './provider-facts.ts'
import { openWire } from './wire.ts'
import type { Received, Wire } from './wire.ts'

const facts = allFacts()
const graphs = described()
  .map((slug) => ({ slug, description: descriptionOf(slug), app: apps.find((app) => app.slug === slug)! }))
  .filter(({ description }) => description['kind'] === 'graphql')
  .map(({ description, ...graph }) => ({ ...graph, operations: documentsOf(description) }))
const tools = graphs.flatMap(({ app, operations }) =>
  app.tools.map((tool) => ({ app, tool, operation: operations.get(tool.name)! })),
)
let wire: Wire

beforeAll(async () => {
  wire = await openWire()
})
afterAll(() => wire.close())

describe.skipIf(!present)(`requests by the providers' own GraphQL schemas${ifPresent}`, () => {
  it('are those of Linear and monday.com', () => {
    expect(graphs.map(({ slug }) => slug)).toEqual(['linear', 'monday'])
  })

  it.each(graphs)('$slug: there is a document for each tool', ({ app, operations }) => {
    expect([...operations.keys()].toSorted()).toEqual(app.tools.map(({ name }) => name).toSorted())
  })

  it.each(tools)('$tool.name: minimal, typical and extreme inputs make valid requests', async (one) => {
    const { app, tool, operation } = one
    for (const input of inputsOf(app, tool)) {
      expect(complaint(tool, input)).toBeUndefined()
      const received = await wire.call(app, tool, input)
      expect(envelopeOf(received)).toEqual(`POST ${endpointOf(app, tool)} application/json`)
      const violations = judgeGraph(operation, received)
      expect(violations, `${received.body} ${JSON.stringify(violations)}`).toEqual([])
    }
  })
})

function inputsOf(app: App, tool: Tool): Json[] {
  const extreme = extremeInputs(app, tool).map(({ input }) => input)
  return [minimalInput(app, tool), typicalInput(app, tool), ...extreme, ...fc.sample(anyInput(app, tool), 12)]
}

function envelopeOf({ method, url, headers }: Received): string {
  return `${method} ${url.href} ${headers['content-type']}`
}

function endpointOf(app: App, tool: Tool): string {
  const { api, actions } = facts.get(app.slug)!
  return `${api.base_url}${actions.find(({ name }) => name === tool.name)?.path}`
}
