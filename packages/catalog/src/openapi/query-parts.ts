import type { Json } from '../app.ts'
import { follow } from './follow.ts'
import { isObject, isText, listIn, objectIn, textIn } from './json.ts'
import type { Parameter } from './parameter.ts'
import type { Part } from './part.ts'
import { itemKind, kindOf } from './value-kind.ts'

/** A query parameter's parts, or why there can be none (OpenAPI 3.1 "Style Values"). @throws CatalogError */
export function queryParts(content: Json, parameter: Parameter): Part[] | string {
  const { name, description, required, schema, style, explode, mediaType } = parameter
  const kind = kindOf(content, schema)
  const part: Part = { in: 'query', wire: name, schema: schema ?? {}, description, required }
  if (mediaType !== undefined)
    return /json/i.test(mediaType) && kind === 'object' ? [part] : `is written as ${mediaType}`
  if (kind === 'plain') return [part]
  if (kind === 'object') return objectParts(content, parameter)
  if (itemKind(content, schema) !== 'plain') return 'is a list of more than plain values'
  if (style !== 'form') return `is a list in the style ${style}`
  return [{ ...part, lists: explode ? 'repeat' : 'comma' }]
}

/** An object in a query is its properties, each as a value of its own. */
function objectParts(content: Json, parameter: Parameter): Part[] | string {
  const { name, required, style, explode } = parameter
  const schema = follow(content, parameter.schema) ?? {}
  const properties = Object.entries(objectIn(schema, 'properties'))
  const deep = style === 'deepObject'
  if (!deep && !(style === 'form' && explode)) return `is an object in the style ${style}`
  if (properties.length === 0) return 'is an object of which no property is known'
  const needed = listIn(schema, 'required').filter(isText)
  const parts: Part[] = []
  for (const [key, value] of properties) {
    if (kindOf(content, value) !== 'plain') return 'is an object with more than plain values'
    parts.push({
      in: 'query',
      wire: deep ? `${name}[${key}]` : key,
      schema: value,
      description: isObject(value) ? textIn(value, 'description') : undefined,
      required: required && needed.includes(key),
    })
  }
  return parts
}
