/** A JSON object of which nothing is known yet. */
export type Json = Record<string, unknown>

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether it has no other members than these. */
export function hasOnly(value: Json, names: readonly string[]): boolean {
  return Object.keys(value).every((key) => names.includes(key))
}
