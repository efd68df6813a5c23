import { maskFields } from '../net/mask-fields.ts'
import type { MaskedValue } from '../net/mask-fields.ts'

/** Bytes of JSON that the arguments of one call may take in the audit log. */
const LIMIT_BYTES = 8192
/** Bytes kept free for saying that something was cut. */
const ROOM_FOR_NOTE = 256
/** Characters that are kept of the JSON of a value that is too big to be kept whole. */
const EXCERPT_LENGTH = 200

/**
 * What of a call's arguments goes into its audit row: secrets masked (SEC-9, SEC-16), at most 8 kB of JSON.
 * Where that is too little, the biggest arguments are cut to an excerpt or left out, and `(cut)` says so.
 */
export function redactArguments(given: Record<string, unknown>): MaskedValue {
  const masked = maskFields(given)
  if (bytesOf(masked) <= LIMIT_BYTES) return masked
  const kept = keepSmallest(masked)
  const dropped = Object.keys(masked ?? {}).length - Object.keys(kept).length
  return {
    ...kept,
    '(cut)': `Too long for the audit log: long arguments were cut, ${dropped} were left out.`,
  }
}

function keepSmallest(masked: MaskedValue): Record<string, MaskedValue> {
  const fields = Object.entries(masked ?? {}).toSorted(([, one], [, other]) => bytesOf(one) - bytesOf(other))
  const kept: [string, MaskedValue][] = []
  let left = LIMIT_BYTES - ROOM_FOR_NOTE
  for (const [name, value] of fields) {
    const field = [value, excerpt(value)]
      .map((form): [string, MaskedValue] => [name, form])
      .find((candidate) => bytesOf(candidate) <= left)
    if (!field) break
    kept.push(field)
    left -= bytesOf(field)
  }
  return Object.fromEntries(kept)
}

function excerpt(value: MaskedValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return `${text.slice(0, EXCERPT_LENGTH)}... (${text.length} characters)`
}

function bytesOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value))
}
