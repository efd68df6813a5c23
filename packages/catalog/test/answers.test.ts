import mask from 'json-mask'
import { describe, expect, it } from 'vitest'
import { apps } from '../src/index.ts'
import type { App, Tool } from '../src/run.ts'
import { listed, notDescribed, notKept } from './answers-otherwise.ts'
import { namesIn } from './fact-notes.ts'
import { allFacts, described, descriptionOf, ifPresent, present } from './provider-facts.ts'
import type { Description } from './provider-facts.ts'

type Schema = Record<string, unknown>
/** A compiled mask: what is kept, by name; `*` for every name. */
type Mask = Record<string, { type: 'object' | 'array'; properties?: Mask; isWildcard?: boolean }>

const facts = allFacts()
const openApis = described()
  .map((slug) => ({ app: apps.find((one) => one.slug === slug)!, description: descriptionOf(slug) }))
  .filter(({ description }) => description['openapi'] !== undefined)
const describedTools = openApis.flatMap(({ app, description }) =>
  app.tools.filter(hasMask).map((tool) => ({ app, tool, description })),
)
const maskedTools = apps.flatMap((app) => app.tools.filter(hasMask).map((tool) => ({ app, tool })))

describe.skipIf(!present)(`what a tool keeps of an answer${ifPresent}`, () => {
  it.each(describedTools)('$tool.name: is there, by the description', ({ app, tool, description }) => {
    const schemas = answerSchemas(description, operationOf(app, tool))
    const missing = schemas.length === 0 ? [] : missingIn(description, schemas, maskOf(tool), '')
    expect(missing.toSorted().join(', ')).toBe(listed(notDescribed, tool.name))
  })

  it.each(maskedTools)('$tool.name: is what the facts list', ({ app, tool }) => {
    const action = facts.get(app.slug)?.actions.find(({ name }) => name === tool.name)
    const lost = namesIn(action?.returns ?? '').filter((path) => !keeps(maskOf(tool), path))
    const names = lost.map((path) => path.join('/'))
    expect(names.toSorted().join(', ')).toBe(listed(notKept, tool.name))
  })
})

function maskOf({ returns = '' }: Tool): Mask {
  return mask.compile(returns) as unknown as Mask
}

function keeps(kept: Mask, [name = '', ...below]: string[]): boolean {
  const found = kept[name] ?? kept['*']
  return found !== undefined && (!found.properties || below.length === 0 || keeps(found.properties, below))
}

function hasMask(tool: Tool): boolean {
  return tool.returns !== undefined && !tool.read && tool.document === undefined
}

function operationOf(app: App, tool: Tool): { path: string; method: string } {
  const action = facts.get(app.slug)?.actions.find(({ name }) => name === tool.name)
  return { path: action?.spec_path ?? action?.path ?? '', method: tool.method.toLowerCase() }
}

/** The schemas of what comes back when all is well. */
function answerSchemas(
  description: Description,
  { path, method }: { path: string; method: string },
): Schema[] {
  const operation = (description['paths'] as Record<string, Record<string, Schema>>)[path]?.[method] ?? {}
  const answers = Object.entries((operation['responses'] ?? {}) as Record<string, Schema>)
  return answers
    .filter(([status]) => /^(2|default)/.test(status))
    .flatMap(([, answer]) =>
      Object.values((resolved(description, answer)['content'] ?? {}) as Record<string, Schema>),
    )
    .flatMap(({ schema }) => (schema ? [schema as Schema] : []))
}

function missingIn(description: Description, schemas: Schema[], kept: Mask, at: string): string[] {
  const parts = schemas.flatMap((schema) => partsOf(description, schema))
  const open = parts.some((part) => isOpen(part))
  return Object.entries(kept).flatMap(([name, { properties }]) => {
    const inner = parts.flatMap((part) => innerOf(part, name))
    if (inner.length === 0) return open ? [] : [`${at}${name}`]
    return properties ? missingIn(description, inner, properties, `${at}${name}/`) : []
  })
}

function innerOf(part: Schema, name: string): Schema[] {
  const properties = (part['properties'] ?? {}) as Record<string, Schema>
  const more =
    typeof part['additionalProperties'] === 'object' ? [part['additionalProperties'] as Schema] : []
  if (name === '*') return [...Object.values(properties), ...more]
  return properties[name] ? [properties[name]] : more
}

/** A schema and what it is made of; a list stands for its items, as in a mask. */
function partsOf(description: Description, schema: Schema, depth = 0): Schema[] {
  if (depth > 12) return []
  const own = resolved(description, schema)
  const composed = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => (own[key] ?? []) as Schema[])
  const items = own['items'] === undefined ? [] : [own['items'] as Schema]
  return [own, ...[...composed, ...items].flatMap((part) => partsOf(description, part, depth + 1))]
}

/** An object about whose fields nothing is said. */
function isOpen(part: Schema): boolean {
  if (part['additionalProperties'] === true) return true
  const silent = !['properties', 'items', 'allOf', 'anyOf', 'oneOf', 'enum'].some((key) => key in part)
  return silent && [part['type'] ?? 'object'].flat().includes('object')
}

function resolved(description: Description, schema: Schema): Schema {
  const { $ref: reference } = schema
  if (typeof reference !== 'string') return schema
  const keys = reference
    .replace(/^#\//, '')
    .split('/')
    .map((key) => decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~'))
  const found = keys.reduce<unknown>((value, key) => (value as Schema | undefined)?.[key], description)
  return resolved(description, (found ?? {}) as Schema)
}
