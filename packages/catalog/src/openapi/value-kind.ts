import type { Json } from '../app.ts'
import { follow } from './follow.ts'
import { isObject, listIn } from './json.ts'

/** How a value has to be written in a path, a query or a header. */
export type ValueKind = 'plain' | 'list' | 'object'

/** What a schema lets through, as far as writing it matters: the widest of its alternatives. @throws CatalogError */
export function kindOf(content: Json, given: unknown): ValueKind {
  const kinds = new Set(alternativesOf(content, given).map(ownKind))
  if (kinds.has('object')) return 'object'
  return kinds.has('list') ? 'list' : 'plain'
}

/** The kind of a list's items. @throws CatalogError */
export function itemKind(content: Json, given: unknown): ValueKind {
  const list = alternativesOf(content, given).find((schema) => isObject(schema['items']))
  return list ? kindOf(content, list['items']) : 'plain'
}

function ownKind({ type, properties, items }: Json): ValueKind {
  const types = Array.isArray(type) ? type : [type]
  if (types.includes('object') || isObject(properties)) return 'object'
  return types.includes('array') || isObject(items) ? 'list' : 'plain'
}

/** A schema and all that it is made of, each once, however they refer to each other. */
function alternativesOf(content: Json, given: unknown): Json[] {
  const found = new Set<Json>()
  const waiting = [given]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const schema = follow(content, next)
    if (!schema || found.has(schema)) continue
    found.add(schema)
    waiting.push(...['anyOf', 'oneOf', 'allOf'].flatMap((key) => listIn(schema, key)))
  }
  return [...found]
}
