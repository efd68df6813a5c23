import { isRecord } from '../is-record.ts'
import type { Json } from '../is-record.ts'
import { resolved } from './resolve-ref.ts'

/**
 * A schema whose union is no choice for a person: something or null is that something, two formats of a text are a
 * text, and constants are a list to choose from. Others stay as they are.
 */
export function withoutUnions(schema: Json, root: Json): Json {
  const { anyOf, oneOf, ...own } = fromConst(schema)
  const options = anyOf ?? oneOf
  if (!Array.isArray(options) || isRecord(own['properties']))
    return { ...own, ...(anyOf || oneOf ? { anyOf: options } : {}) }
  const real = options.map((option) => resolved(option, root)).filter((option) => option?.['type'] !== 'null')
  const [first] = real
  if (!real.every(isRecord) || !isRecord(first)) return { ...own, anyOf: options }
  if (real.length === 1) return withoutUnions({ ...first, ...own }, root)
  const values = real.flatMap(valuesOf)
  if (values.length >= real.length && real.every((option) => valuesOf(option).length > 0))
    return { ...own, enum: [...new Set(values)], type: typeof values[0] }
  const type = first['type']
  const plain = ['string', 'number', 'integer', 'boolean'].includes(String(type))
  if (plain && real.every((option) => option['type'] === type && option['enum'] === undefined))
    return { ...own, type, ...(own['examples'] === undefined && { examples: first['examples'] }) }
  return { ...own, anyOf: real }
}

/** One value is a list of one: in sight, and sent only where it is chosen or required. */
function fromConst(schema: Json): Json {
  if (!('const' in schema)) return schema
  const { const: only, ...rest } = schema
  return { ...rest, enum: [only] }
}

function valuesOf({ const: only, enum: values }: Json): unknown[] {
  if (only !== undefined) return [only]
  return Array.isArray(values) ? values : []
}
