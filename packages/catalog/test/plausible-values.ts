import * as fc from 'fast-check'

export interface Schema {
  type?: string | string[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  minItems?: number
  maxItems?: number
}

/** Chooses a value: `name` is its own, `path` leads to it through the input, `index` is its place in a list. */
export type Choose = (schema: Schema, name: string, path: string, index?: number) => unknown

/** Says nothing of its own about what it holds. */
export function isOpen({ type, enum: choices, anyOf, oneOf, properties, const: constant }: Schema): boolean {
  if (choices || anyOf || oneOf || properties || constant !== undefined) return false
  return type === undefined || type === 'object'
}

/** What the provider's ids, names and moments look like, by the field's name. */
export const plausible: Choose = (schema, name, _, index = 0) => {
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[index % schema.enum.length]
  const type = [schema.type].flat()[0]
  if (type === 'integer' || type === 'number') return within(schema, 7 + index)
  if (type === 'boolean') return true
  if (type === 'null') return null
  if (type === 'string') return plausibleText(schema, name, index)
  return {}
}

function plausibleText(
  { format, pattern, maxLength, minLength = 0 }: Schema,
  name: string,
  index: number,
): string {
  if (format === 'date') return '2026-11-21'
  if (format === 'date-time') return '2026-11-21T09:00:00Z'
  if (format === 'uuid') return 'c0ffee00-1234-4abc-8def-0123456789ab'
  if (format === 'email' || /e-?mail/i.test(name)) return 'ada@example.com'
  if (format === 'uri' || pattern?.startsWith('^http') || /ur[il]$/i.test(name))
    return 'https://example.com/a?b=c'
  if (pattern)
    return String(fc.sample(fc.stringMatching(new RegExp(pattern)), { numRuns: 1, seed: 7 + index })[0])
  const word = /(^|_)ids?$|Id$/.test(name) ? `1000004${index}` : ['Quarterly report', 'Plan'][index]
  return String(word).padEnd(minLength, 'x').slice(0, maxLength)
}

export const nthChoice =
  (index: number): Choose =>
  (schema, name, path) =>
    schema.enum ? schema.enum[index % schema.enum.length] : plausible(schema, name, path)

export const longest: Choose = (schema, name, path) => {
  if (schema.enum) return schema.enum.at(-1)
  if (isNumber(schema)) return most(schema)
  if (!isFreeText(schema)) return plausible(schema, name, path)
  return 'ä'.repeat(Math.min(schema.maxLength ?? 200, 2000))
}

export const least: Choose = (schema, name, path) => {
  if (isNumber(schema)) return fewest(schema)
  if (schema.type === 'boolean') return false
  return isFreeText(schema) ? 'a'.repeat(Math.max(schema.minLength ?? 0, 1)) : plausible(schema, name, path)
}

/** What means something in a path, a query, a header or a template. */
export const odd: Choose = (schema, name, path) => {
  const text = `../a b/ü😀/..%2f{api}?x=1&y=2#z;"'\\+=`
  return isFreeText(schema)
    ? text.slice(0, schema.maxLength).padEnd(schema.minLength ?? 0, '/')
    : plausible(schema, name, path)
}

function isFreeText({ type, enum: choices, pattern, format, const: constant }: Schema): boolean {
  return (
    type === 'string' && !choices && pattern === undefined && format === undefined && constant === undefined
  )
}

function isNumber({ type, enum: choices, const: constant }: Schema): boolean {
  return (type === 'integer' || type === 'number') && !choices && constant === undefined
}

/** Whole numbers without a limit of the field's own stay within the 32 bits that providers count in. */
export function most({ maximum = Number.MAX_SAFE_INTEGER, exclusiveMaximum }: Schema): number {
  if (exclusiveMaximum !== undefined) return exclusiveMaximum - 1
  return maximum === Number.MAX_SAFE_INTEGER ? 2 ** 31 - 1 : maximum
}

export function fewest({ minimum = Number.MIN_SAFE_INTEGER, exclusiveMinimum }: Schema): number {
  if (exclusiveMinimum !== undefined) return exclusiveMinimum + 1
  return minimum === Number.MIN_SAFE_INTEGER ? 0 : minimum
}

function within(schema: Schema, wanted: number): number {
  return Math.max(fewest(schema), Math.min(most(schema), wanted))
}
