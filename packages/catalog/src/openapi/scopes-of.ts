import type { Json } from '../app.ts'
import { isObject, isText, listIn } from './json.ts'

/** The scopes of one security scheme that an operation needs: those of the first way in that uses the scheme. */
export function scopesOf(content: Json, operation: Json, scheme: string | undefined): string[] {
  if (scheme === undefined) return []
  const ways = Array.isArray(operation['security']) ? operation['security'] : listIn(content, 'security')
  const way = ways.find((one) => isObject(one) && Object.hasOwn(one, scheme))
  return listIn(way, scheme).filter(isText).filter(isScope).slice(0, 20)
}

/** RFC 6749 section 3.3. A bar would mean "either" in a tool's scopes. */
export function isScope(text: string): boolean {
  return /^[\u0021\u0023-\u005b\u005d-\u007b\u007d\u007e]{1,200}$/.test(text)
}
