type Fields = Record<string, unknown>

/**
 * Merges new fields into old ones, level by level: no key goes, lists and plain values are replaced (A2-10).
 * `fromEntries` defines keys and never assigns them, so a key `__proto__` is a key like any other.
 */
export function deepMerge(old: Fields, added: Fields): Fields {
  const merged = Object.entries(added).map(([key, value]) => {
    const before = Object.hasOwn(old, key) ? old[key] : undefined
    return [key, isFields(before) && isFields(value) ? deepMerge(before, value) : value]
  })
  return Object.fromEntries([...Object.entries(old), ...merged])
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
