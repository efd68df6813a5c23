import type { Json } from '../app.ts'
import { CatalogError } from '../app.ts'
import { isObject } from './json.ts'

/** References that lead to references: more than this go round in a circle. */
const mostSteps = 20

/**
 * The object that a value stands for: itself, or what its `$ref` leads to in the same document.
 * @returns undefined for what is no object
 * @throws CatalogError on `document` naming the reference that leads nowhere
 */
export function follow(content: Json, value: unknown): Json | undefined {
  let here = value
  for (let step = 0; step < mostSteps; step++) {
    if (!isObject(here)) return undefined
    const reference = here['$ref']
    if (typeof reference !== 'string') return here
    here = pointedAt(content, reference)
  }
  throw new CatalogError(`A reference leads to itself: ${nameOf(value)}.`, 'document')
}

/** What a local reference names (RFC 6901). @throws CatalogError on `document` */
export function pointedAt(content: Json, reference: string): unknown {
  if (!reference.startsWith('#/'))
    throw new CatalogError(`$ref "${cut(reference)}" cannot be followed.`, 'document')
  let here: unknown = content
  for (const part of reference.slice(2).split('/')) {
    const key = decode(part)
    const found = typeof here === 'object' && here !== null && Object.hasOwn(here, key)
    if (!found) throw new CatalogError(`$ref "${cut(reference)}" leads nowhere.`, 'document')
    here = (here as Json)[key]
  }
  return here
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
  } catch {
    return part
  }
}

function nameOf(value: unknown): string {
  return isObject(value) ? cut(String(value['$ref'])) : ''
}

function cut(reference: string): string {
  return reference.slice(0, 200)
}
