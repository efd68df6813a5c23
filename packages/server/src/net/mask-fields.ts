import { MASK, maskUrl } from './mask-url.ts'
import { maskText } from './mask-text.ts'
import { isPlainHeader, isSecretName } from './secret-names.ts'

const MAX_STRING = 500
const MAX_ITEMS = 50
const MAX_DEPTH = 8
/** Values in the whole result; what comes later is left out, so that one record stays small. */
const MAX_VALUES = 1000

/** What `maskFields` gives: plain JSON. */
export type MaskedValue = string | number | boolean | null | MaskedValue[] | { [key: string]: MaskedValue }

/**
 * A copy of any value, fit for logs and audit rows (SEC-16): fields named like a secret and all but well-known headers
 * become `***`, strings pass `maskText` and are cut at 500 characters, lists and objects at 50 entries, nesting at 8
 * levels, the whole at 1000 values. Cycles, getters that throw and values outside JSON are named. Never throws.
 */
export function maskFields(value: unknown): MaskedValue {
  return new FieldMasker().mask(value, 0, false)
}

class FieldMasker {
  #left = MAX_VALUES
  readonly #ancestors = new Set<object>()

  mask(value: unknown, depth: number, inHeaders: boolean): MaskedValue {
    if (this.#left-- <= 0) return '(left out)'
    if (typeof value === 'string') return cutText(maskText(value.slice(0, 2 * MAX_STRING)), value.length)
    if (typeof value !== 'object' || value === null) return maskScalar(value)
    if (this.#ancestors.has(value)) return '(circular)'
    if (depth >= MAX_DEPTH) return '(nested too deeply)'
    this.#ancestors.add(value)
    try {
      return this.#maskObject(value, depth, inHeaders)
    } catch {
      return '(unreadable)'
    } finally {
      this.#ancestors.delete(value)
    }
  }

  #maskObject(value: object, depth: number, inHeaders: boolean): MaskedValue {
    if (Array.isArray(value)) return this.#maskList(value, depth, inHeaders)
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? '(invalid date)' : value.toISOString()
    if (value instanceof URL) return maskUrl(value)
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return `(${value.byteLength} bytes)`
    if (value instanceof Headers) return this.#maskEntries([...value], depth, true)
    if (value instanceof Map)
      return this.#maskEntries(
        [...value].map(([key, item]) => [String(key), item]),
        depth,
        inHeaders,
      )
    if (value instanceof Set) return this.#maskList([...value], depth, inHeaders)
    if (value instanceof Error) return this.#maskEntries(errorEntries(value), depth, false)
    if (isNamedPair(value)) return this.#maskEntries(pairEntries(value, inHeaders), depth, false)
    return this.#maskEntries(Object.entries(value), depth, inHeaders)
  }

  #maskList(list: readonly unknown[], depth: number, inHeaders: boolean): MaskedValue[] {
    const kept = list.slice(0, MAX_ITEMS).map((item) => this.mask(item, depth + 1, inHeaders))
    if (list.length > MAX_ITEMS) kept.push(`(${list.length - MAX_ITEMS} more)`)
    return kept
  }

  #maskEntries(
    entries: readonly (readonly [string, unknown])[],
    depth: number,
    inHeaders: boolean,
  ): MaskedValue {
    const kept = entries
      .slice(0, MAX_ITEMS)
      .map(
        ([key, item]) =>
          [cutText(maskText(key), key.length), this.#maskField(key, item, depth, inHeaders)] as const,
      )
    if (entries.length > MAX_ITEMS) kept.push(['(more)', entries.length - MAX_ITEMS])
    return Object.fromEntries(kept)
  }

  #maskField(key: string, item: unknown, depth: number, inHeaders: boolean): MaskedValue {
    if (holdsSecret(key, item, inHeaders)) return MASK
    return this.mask(item, depth + 1, isHeadersField(key))
  }
}

function holdsSecret(key: string, item: unknown, inHeaders: boolean): boolean {
  if (item === null || item === undefined || typeof item === 'boolean') return false
  // max_tokens: 400 counts, a secret called "tokens" is no number.
  if (typeof item === 'number' && /tokens$/i.test(key)) return false
  if (inHeaders && typeof item === 'string' && !isPlainHeader(key)) return true
  return isSecretName(key)
}

/** `{ name: 'Authorization', value: '...' }` carries the secret's name beside it. */
function isNamedPair(value: object): value is { name: string; value: unknown } {
  return 'name' in value && 'value' in value && typeof value.name === 'string'
}

function pairEntries(pair: { name: string; value: unknown }, inHeaders: boolean): [string, unknown][] {
  const secret = isSecretName(pair.name) || (inHeaders && !isPlainHeader(pair.name))
  return Object.entries(secret ? { ...pair, value: MASK } : pair)
}

function isHeadersField(key: string): boolean {
  return /headers$/i.test(key)
}

function errorEntries(error: Error): [string, unknown][] {
  const entries: [string, unknown][] = [
    ['name', error.name],
    ['message', error.message],
  ]
  if ('code' in error) entries.push(['code', error.code])
  if (error.cause !== undefined) entries.push(['cause', error.cause])
  return entries
}

function maskScalar(value: unknown): MaskedValue {
  if (typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'bigint') return cutText(value.toString(), 0)
  return value === undefined ? null : `(${typeof value})`
}

/** Cuts masked text; `length` is what the original had. */
function cutText(text: string, length: number): string {
  if (text.length <= MAX_STRING && length <= 2 * MAX_STRING) return text
  const kept = text.slice(0, MAX_STRING)
  return `${kept}... (${Math.max(length, text.length)} characters)`
}
