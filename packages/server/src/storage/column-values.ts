/** Type numbers of PostgreSQL, from its catalog `pg_type`. */
const BYTEA = 17
const INT8 = 20
const INT8_ARRAY = 1016
const DATE = 1082

/**
 * How column texts become values where the two drivers would differ, by type number: `int8` (so `count(*)`
 * too) is a number, `bytea` a plain Uint8Array that owns its memory, `date` its text. Everything else the
 * drivers do alike: `timestamptz` is a Date, `json` and `jsonb` are parsed, `numeric` is text.
 */
export const columnParsers: Record<number, (text: string) => unknown> = {
  [BYTEA]: (text) => new Uint8Array(Buffer.from(text.slice('\\x'.length), 'hex')),
  [INT8]: Number,
  // Written {1,2,NULL}: JSON but for the braces.
  [INT8_ARRAY]: (text) => JSON.parse(text.replaceAll('{', '[').replaceAll('}', ']').toLowerCase()),
  [DATE]: (text) => text,
}

/** How parameters become text on the embedded database, where its own way is slow. */
export const columnSerializers: Record<number, (value: Uint8Array) => string> = {
  [BYTEA]: (bytes) => `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`,
}
