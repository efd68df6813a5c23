import type { Json } from '../app.ts'
import { CatalogError } from '../app.ts'
import { apiHost } from './entry-hosts.ts'
import type { Parameter } from './parameter.ts'
import type { Part } from './part.ts'
import { kindOf } from './value-kind.ts'

/** What would lead the address elsewhere, or end its path: a path is a path and nothing else. */
const notPath = /[?#\\\s\p{Cc}]|\/\/|\/(\.|%2e){1,2}(\/|$)/iu

/**
 * A path with the placeholders that requests are built from, and its parts.
 * @throws CatalogError saying what about it cannot be sent
 */
export function fillTemplate(
  content: Json,
  template: string,
  parameters: Parameter[],
): { path: string; parts: Part[] } {
  if (!template.startsWith('/') || notPath.test(template))
    throw new CatalogError('Its path is not a plain path.')
  const names = [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw new CatalogError(`Its path has {${twice}} twice.`)
  if (/[{}]/.test(template.replaceAll(/\{[^{}]*\}/g, '')))
    throw new CatalogError('Its path is not a plain path.')
  let path = template
  const parts = names.map((name): Part => {
    const parameter = parameters.find((one) => one.name === name)
    if (!parameter) throw new CatalogError(`Its path has {${name}}, which no parameter describes.`)
    const { description, schema } = parameter
    if (parameter.mediaType !== undefined || kindOf(content, schema) !== 'plain')
      throw new CatalogError(`The path parameter "${name}" is more than one value.`)
    // A caller's value must never stand where the server's address belongs.
    const wire = name === apiHost ? `${name}-value` : name
    path = path.replace(`{${name}}`, () => `${before(parameter)}{${wire}}`)
    return { in: 'path', wire, name, schema, description, required: true }
  })
  return { path, parts }
}

/** OpenAPI 3.1 "Style Values", for one value. */
function before({ style, name }: Parameter): string {
  if (style === 'label') return '.'
  return style === 'matrix' ? `;${encodeURIComponent(name)}=` : ''
}
