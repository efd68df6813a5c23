import type { Json } from '../app.ts'
import { CatalogError } from '../app.ts'
import type { JsonSchema } from '../fields.ts'
import { cleanText } from './clean-text.ts'
import { pointedAt } from './follow.ts'
import { isObject, isText } from './json.ts'

/** How much of a schema is kept. */
export interface Detail {
  /** Levels below its top. */
  levels: number
  /** Characters of each description. */
  words: number
}

/** Parts of one schema. */
const mostParts = 2000
/** A schema that comes back below itself is shown so often. */
const mostTurns = 2

/**
 * A schema that stands for itself: references are put in, recursion ends, and what only OpenAPI or nobody
 * understands is left out.
 * @returns undefined when it has too many parts
 * @throws CatalogError on `document` for references that lead nowhere or to themselves
 */
export function plainSchema(
  content: Json,
  schema: unknown,
  { levels, words }: Detail,
): JsonSchema | undefined {
  return new Cutter(content, words).make(schema, levels, [])
}

const types = new Set<unknown>(['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'])
const isNumber = (value: unknown) => typeof value === 'number'
const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0
const isFlag = (value: unknown) => typeof value === 'boolean'
const anything = () => true

/** Kept as they are, where they are what they should be: one that is not makes a schema useless to everybody. */
const plainKeywords = new Map<string, (value: unknown) => boolean>([
  [
    'type',
    (value) =>
      Array.isArray(value) ? value.length > 0 && value.every((one) => types.has(one)) : types.has(value),
  ],
  ['enum', (value) => Array.isArray(value) && value.length > 0],
  ['const', anything],
  ['default', anything],
  ['required', (value) => Array.isArray(value) && value.every(isText)],
  ['examples', (value) => Array.isArray(value)],
  ...['format', 'pattern', 'contentEncoding', 'contentMediaType'].map((name) => [name, isText] as const),
  ...['deprecated', 'uniqueItems'].map((name) => [name, isFlag] as const),
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].map((name) => [name, isNumber] as const),
  ['multipleOf', (value) => typeof value === 'number' && value > 0],
  ...['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'].map(
    (name) => [name, isCount] as const,
  ),
])
const schemaKeywords = new Set(['items', 'additionalProperties', 'contains', 'propertyNames'])
const listKeywords = new Set(['anyOf', 'allOf', 'prefixItems'])

class Cutter {
  readonly #content: Json
  readonly #words: number
  #parts = 0

  constructor(content: Json, words: number) {
    this.#content = content
    this.#words = words
  }

  /** Undefined when it has too many parts. */
  make(given: unknown, depth: number, trail: string[]): JsonSchema | undefined {
    this.#parts += 1
    if (this.#parts > mostParts) return undefined
    if (typeof given === 'boolean') return given ? {} : { not: {} }
    if (!isObject(given)) return {}
    const reference = given['$ref']
    if (typeof reference === 'string') return this.#followed(given, reference, depth, trail)
    const entries: [string, unknown][] = []
    for (const [keyword, value] of Object.entries(loosened(given))) {
      const kept = depth > 0 || !reaches(keyword) ? this.#keyword(keyword, value, depth, trail) : undefined
      if (this.#parts > mostParts) return undefined
      if (kept !== undefined) entries.push([keyword, kept])
    }
    return finished(Object.fromEntries(entries), given, depth)
  }

  /** What a reference names, with what stands beside it laid over. */
  #followed(given: Json, reference: string, depth: number, trail: string[]): JsonSchema | undefined {
    const { $ref: _, ...beside } = given
    const target = pointedAt(this.#content, reference)
    const turns = trail.filter((one) => one === reference).length
    if (trail.length > 50)
      throw new CatalogError(`A reference leads to itself: ${reference.slice(0, 200)}.`, 'document')
    const below = turns >= mostTurns ? 0 : depth
    return this.make(isObject(target) ? { ...target, ...beside } : target, below, [...trail, reference])
  }

  #keyword(keyword: string, value: unknown, depth: number, trail: string[]): unknown {
    if (keyword === 'description' || keyword === 'title')
      return isText(value) ? cleanText(value, this.#words) : undefined
    const fits = plainKeywords.get(keyword)
    if (fits) return fits(value) ? value : undefined
    if (schemaKeywords.has(keyword))
      return typeof value === 'boolean' ? value : this.make(value, depth - 1, trail)
    if (listKeywords.has(keyword))
      return Array.isArray(value) && value.length > 0
        ? value.map((one) => this.make(one, depth - 1, trail))
        : undefined
    if (keyword !== 'properties' || !isObject(value)) return undefined
    const written = Object.entries(value).filter(([, one]) => !isReadOnly(one))
    return Object.fromEntries(written.map(([name, one]) => [name, this.make(one, depth - 1, trail)]))
  }
}

/**
 * "Exactly one of" becomes "one of": where lower levels are cut, more than one may fit. For the same reason what must
 * not be is not said at all.
 */
function loosened(schema: Json): Json {
  const { oneOf, ...given } = schema
  return oneOf === undefined || given['anyOf'] !== undefined ? given : { ...given, anyOf: oneOf }
}

function isReadOnly(schema: unknown): boolean {
  return isObject(schema) && schema['readOnly'] === true
}

function reaches(keyword: string): boolean {
  return keyword === 'properties' || schemaKeywords.has(keyword) || listKeywords.has(keyword)
}

/** What a provider only answers is not asked for. That something was cut away is said. */
function finished({ required: all, examples, ...made }: JsonSchema, given: Json, depth: number): JsonSchema {
  const properties = isObject(given['properties']) ? given['properties'] : {}
  const required = Array.isArray(all) ? all.filter((name: string) => !isReadOnly(properties[name])) : []
  const example: unknown = Array.isArray(examples) ? examples[0] : undefined
  const cut = depth <= 0 && Object.keys(loosened(given)).some(reaches)
  const about = [made['description'], 'Its further levels are not described here.'].filter(isText).join(' ')
  return {
    ...made,
    ...(required.length > 0 ? { required } : {}),
    ...(isSmall(example) ? { examples: [example] } : {}),
    ...(cut ? { description: about } : {}),
  }
}

function isSmall(value: unknown): boolean {
  return value !== undefined && JSON.stringify(value).length <= 200
}
