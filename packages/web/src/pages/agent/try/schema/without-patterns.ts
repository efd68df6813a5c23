import { isRecord } from '../is-record.ts'
import type { Json } from '../is-record.ts'

/** Below these, keys are names, not keywords. */
const named = new Set(['properties', '$defs', 'definitions', 'dependentSchemas'])
/** Below these stand values, not schemas. */
const values = new Set(['const', 'enum', 'default', 'examples', 'required'])

/** A schema without regular expressions: one that somebody else wrote could keep the page busy for ever. */
export function withoutPatterns(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutPatterns)
  if (!isRecord(schema)) return schema
  const { pattern: _, patternProperties, ...rest } = schema
  // Without the patterns it is not known which names they let in.
  if (patternProperties !== undefined) {
    delete rest['additionalProperties']
    delete rest['unevaluatedProperties']
  }
  return Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, below(key, value)]))
}

function below(key: string, value: unknown): unknown {
  if (values.has(key)) return value
  if (!named.has(key) || !isRecord(value)) return withoutPatterns(value)
  return mapped(value)
}

function mapped(schemas: Json): Json {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutPatterns(schema)]))
}
