/** A time for a field in which one chooses date and time: in the browser's zone, to the minute. @param at ISO 8601 */
export function toLocal(at: string | undefined): string {
  if (at === undefined) return ''
  const date = new Date(at)
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}

/** And back, as ISO 8601; undefined for what is no time yet. */
export function fromLocal(value: string): string | undefined {
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
