import type { Json } from '../app.ts'
import { follow } from './follow.ts'
import { isObject, isText, listIn, objectIn, textIn } from './json.ts'
import type { Part } from './part.ts'

/** What an object is made of, when that can be said by its properties alone. */
interface Members {
  properties: [string, unknown][]
  required: string[]
}

/**
 * A JSON body's properties, each as a part of its own: callers then say them beside the other inputs. Undefined where
 * the body is more, or other, than a set of known properties.
 * @throws CatalogError
 */
export function objectBody(content: Json, given: unknown): Part[] | undefined {
  const members = membersOf(content, given, new Set())
  if (!members) return undefined
  const named = new Map(members.properties)
  const written = [...named].filter(([, schema]) => follow(content, schema)?.['readOnly'] !== true)
  if (written.length === 0) return undefined
  return written.map(([wire, schema]) => ({
    in: 'body',
    wire,
    schema,
    description: isObject(schema) ? textIn(schema, 'description') : undefined,
    required: members.required.includes(wire),
  }))
}

/** @param seen what is part of it already: a schema can be made of itself, or twice of another */
function membersOf(content: Json, given: unknown, seen: Set<Json>): Members | undefined {
  const schema = follow(content, given)
  if (!schema || !isPlainObject(schema)) return undefined
  if (seen.has(schema)) return { properties: [], required: [] }
  seen.add(schema)
  const all = [own(schema), ...listIn(schema, 'allOf').map((one) => membersOf(content, one, seen))]
  const known = all.filter((members) => members !== undefined)
  if (known.length < all.length) return undefined
  return {
    properties: known.flatMap(({ properties }) => properties),
    required: known.flatMap(({ required }) => required),
  }
}

function own(schema: Json): Members {
  return {
    properties: Object.entries(objectIn(schema, 'properties')),
    required: listIn(schema, 'required').filter(isText),
  }
}

const more = ['oneOf', 'anyOf', 'not', 'if', 'patternProperties', 'dependentSchemas', 'propertyNames']

function isPlainObject(schema: Json): boolean {
  const { type, additionalProperties: further } = schema
  const types = Array.isArray(type) ? type : [type]
  if (type !== undefined && !types.includes('object')) return false
  return !more.some((key) => key in schema) && (further === undefined || further === false)
}
