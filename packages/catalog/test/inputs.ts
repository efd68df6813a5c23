import * as fc from 'fast-check'
import { inputSchemaOf } from '../src/run.ts'
import type { App, Json, Tool } from '../src/run.ts'
import { arbitraryOf } from './arbitrary-input.ts'
import { isOpen, least, longest, nthChoice, odd, plausible } from './plausible-values.ts'
import type { Choose, Schema } from './plausible-values.ts'
import { leftOut, neededTogether, sampleFor } from './samples.ts'

/** Required fields only, with values that a caller would send. */
export function minimalInput(app: App, tool: Tool): Json {
  return filled(app, tool, plausible, neededTogether[tool.name] ?? [])
}

/** Every field, with values that a caller would send. */
export function typicalInput(app: App, tool: Tool): Json {
  return filled(app, tool, plausible)
}

/** Every field at the edge of what its schema allows, edge by edge; and each choice once. */
export function extremeInputs(app: App, tool: Tool): { edge: string; input: Json }[] {
  const choices = Array.from({ length: mostChoices(schemaOf(tool)) }, (_, index) => ({
    edge: `choice ${index + 1}`,
    input: filled(app, tool, nthChoice(index), undefined, index),
  }))
  return [
    { edge: 'longest', input: filled(app, tool, longest) },
    { edge: 'least', input: filled(app, tool, least) },
    { edge: 'odd signs', input: filled(app, tool, odd) },
    ...choices,
  ]
}

/** Anything that the tool's schema allows. */
export function anyInput(app: App, tool: Tool): fc.Arbitrary<Json> {
  const { properties = {}, required = [] } = schemaOf(tool)
  const needed = [...required, ...(neededTogether[tool.name] ?? [])]
  const fields = Object.entries(properties).flatMap(([name, schema]) => {
    const sample = sampleFor(app.slug, tool.name, name)
    if (sample === leftOut) return []
    const values = arbitraryOf(schema, (inner, leaf, path) =>
      sampleOr(app, tool, inner, leaf, `${name}.${path}`),
    )
    return [[name, sample === undefined ? values : fc.constant(sample)] as const]
  })
  return fc.record(Object.fromEntries(fields), { requiredKeys: needed }) as fc.Arbitrary<Json>
}

const schemas = new WeakMap<Tool, Schema>()

function schemaOf(tool: Tool): Schema {
  const schema = schemas.get(tool) ?? inputSchemaOf(tool)
  schemas.set(tool, schema)
  return schema
}

function sampleOr(app: App, tool: Tool, schema: Schema, name: string, path: string): unknown {
  return sampleFor(app.slug, tool.name, path) ?? (isOpen(schema) ? plausible(schema, name, path) : undefined)
}

/** `more`: only the required fields, and these; absent: all fields. */
function filled(app: App, tool: Tool, choose: Choose, more?: string[], choice = 0): Json {
  const fill: Choose = (schema, name, path, index) => {
    const sample = path === '' ? undefined : sampleFor(app.slug, tool.name, path)
    if (sample !== undefined) return sample
    if (schema.properties) {
      const names = Object.keys(schema.properties)
      const wanted = [...(schema.required ?? []), ...(more ?? [])]
      const kept = names.filter((one) => more === undefined || wanted.includes(one))
      return Object.fromEntries(
        kept.flatMap((one) => {
          const value = fill(schema.properties?.[one] ?? {}, one, path === '' ? one : `${path}.${one}`)
          return value === leftOut ? [] : [[one, value]]
        }),
      )
    }
    const forks = schema.anyOf ?? schema.oneOf
    const fork = forks?.[choice % forks.length]
    if (fork) return fill(fork, name, path, index)
    if (schema.items) {
      const { items } = schema
      const count = Math.max(schema.minItems ?? 0, choose === least ? 0 : Math.min(2, schema.maxItems ?? 2))
      return distinct(Array.from({ length: count }, (_, place) => fill(items, name, path, place)))
    }
    return choose(schema, name, path, index)
  }
  return fill(schemaOf(tool), '', '') as Json
}

function distinct(values: unknown[]): unknown[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}

function mostChoices(schema: Schema): number {
  const forks = schema.anyOf ?? schema.oneOf ?? []
  const inner = [...Object.values(schema.properties ?? {}), ...(schema.items ? [schema.items] : []), ...forks]
  return Math.max(schema.enum?.length ?? 0, forks.length, ...inner.map(mostChoices))
}
