/** A value as the text that a `jsonb` column is written with: both drivers then store it alike. */
export function json(value: unknown): string {
  return JSON.stringify(value)
}
