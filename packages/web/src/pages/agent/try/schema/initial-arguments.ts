import { isRecord } from '../is-record.ts'
import type { Json } from '../is-record.ts'

/** What the arguments begin with: the defaults of the schema, and values that are required and the only ones. */
export function initialArguments(schema: Json): Json {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, property]) => {
      if (!isRecord(property)) return []
      if (property['default'] !== undefined) return [[name, property['default']]]
      return property['const'] !== undefined && required.includes(name) ? [[name, property['const']]] : []
    }),
  )
}

/** The arguments as they are sent: without what was left empty. Forms make objects for fields that nobody filled in. */
export function filledIn(value: Json, schema: Json): Json {
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const properties = isRecord(schema['properties']) ? schema['properties'] : {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      const own = properties[name]
      const sent = isRecord(one) && isRecord(own) ? filledIn(one, own) : one
      const empty = sent === undefined || (isRecord(sent) && Object.keys(sent).length === 0)
      return empty && !required.includes(name) ? [] : [[name, sent]]
    }),
  )
}
