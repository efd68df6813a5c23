import type { Json } from '../app.ts'
import { CatalogError } from '../app.ts'
import { isHeaderOfOurs } from './header-names.ts'
import { follow } from './follow.ts'
import { isObject, listIn, objectIn, textIn } from './json.ts'
import type { FoundOperation } from './operation.ts'
import type { Parameter } from './parameter.ts'
import type { Part } from './part.ts'
import { fillTemplate } from './path-template.ts'
import { queryParts } from './query-parts.ts'
import { kindOf } from './value-kind.ts'

/** An operation's parameters and those of its path; the operation's own win. @throws CatalogError */
export function parametersOf(content: Json, { pathItem, operation }: FoundOperation): Parameter[] {
  const all = [...listIn(pathItem, 'parameters'), ...listIn(operation, 'parameters')].map((given) =>
    readParameter(content, given),
  )
  return [...new Map(all.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter])).values()]
}

const defaultStyles: Record<string, string> = {
  path: 'simple',
  header: 'simple',
  query: 'form',
  cookie: 'form',
}

function readParameter(content: Json, given: unknown): Parameter {
  const found = follow(content, given)
  const name = textIn(found, 'name')
  const place = textIn(found, 'in')
  if (!found || name === undefined || place === undefined)
    throw new CatalogError('A parameter of it has no name or no place ("in").')
  const [mediaType] = Object.keys(objectIn(found, 'content'))
  const style = textIn(found, 'style') ?? defaultStyles[place] ?? 'form'
  return {
    name,
    in: place,
    style,
    explode: typeof found['explode'] === 'boolean' ? found['explode'] : style === 'form',
    required: found['required'] === true || place === 'path',
    description: textIn(found, 'description'),
    schema:
      mediaType === undefined ? found['schema'] : objectIn(objectIn(found, 'content'), mediaType)['schema'],
    mediaType,
  }
}

/**
 * Where each parameter goes. What cannot be said and need not be is left out, with a note.
 * @throws CatalogError when the request needs one that cannot be said
 */
export function parameterParts(content: Json, template: string, parameters: Parameter[], notes: string[]) {
  const inPath = parameters.filter((parameter) => parameter.in === 'path')
  const { path, parts } = fillTemplate(content, template, inPath)
  const others = parameters
    .filter((parameter) => parameter.in !== 'path')
    .flatMap((parameter): Part[] => {
      const made = partsOf(content, parameter)
      if (Array.isArray(made)) return made
      const what = `The ${parameter.in} parameter "${parameter.name}" ${made}`
      if (parameter.required) throw new CatalogError(`${what}.`)
      notes.push(`${what}, and is left out.`)
      return []
    })
  return { path, parts: [...parts, ...others] }
}

/** The parts, or why there can be none. */
function partsOf(content: Json, parameter: Parameter): Part[] | string {
  if (parameter.in === 'query') return queryParts(content, parameter)
  if (parameter.in === 'header') return headerParts(content, parameter)
  return parameter.in === 'cookie' ? 'is a cookie, which is not sent' : 'has no place that is known'
}

function headerParts(content: Json, parameter: Parameter): Part[] | string {
  const { name, description, required, schema, mediaType } = parameter
  const wire = name.toLowerCase()
  // OpenAPI 3.1 "Parameter Object": these three are described elsewhere, and ignored here.
  if (['accept', 'content-type', 'authorization'].includes(wire)) return []
  if (isHeaderOfOurs(wire)) return 'is a header that only the hub itself writes'
  if (mediaType !== undefined || kindOf(content, schema) !== 'plain')
    return 'is a header with more than one value'
  return [{ in: 'header', wire, schema: isObject(schema) ? schema : {}, description, required }]
}
