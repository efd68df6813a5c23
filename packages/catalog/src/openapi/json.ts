import type { Json } from '../app.ts'

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member that is an object; an empty one for anything else. */
export function objectIn(value: unknown, key: string): Json {
  const found = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
  return isObject(found) ? found : {}
}

/** A member that is a list; an empty one for anything else. */
export function listIn(value: unknown, key: string): unknown[] {
  const found = isObject(value) ? value[key] : undefined
  return Array.isArray(found) ? found : []
}

/** A member that is a text with something in it. */
export function textIn(value: unknown, key: string): string | undefined {
  const found = isObject(value) ? value[key] : undefined
  return typeof found === 'string' && found.trim() !== '' ? found : undefined
}

export function isText(value: unknown): value is string {
  return typeof value === 'string'
}
