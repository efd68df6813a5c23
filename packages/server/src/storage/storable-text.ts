/** How JSON text spells the characters that PostgreSQL refuses: NUL and lone surrogates. */
const refusedEscape = /\\u(?:0000|d[89a-f])/

/** Whether PostgreSQL refuses this JSON text as `jsonb`. */
export function isRefusedJson(text: string): boolean {
  return refusedEscape.test(text)
}

/** A text as PostgreSQL can keep it: NUL characters and half surrogate pairs become U+FFFD. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}

/**
 * A value as plain JSON, with every key and text in it such as PostgreSQL can keep it.
 * @throws TypeError or RangeError when it is no JSON: a cycle, a bigint, nesting without end
 */
export function storableJson<Value extends object>(value: Value): Value {
  const text = JSON.stringify(value)
  return JSON.parse(text, isRefusedJson(text) ? storableValue : undefined) as Value
}

function storableValue(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableText(key), item]))
}
