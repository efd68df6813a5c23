const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' })

/** `5 minutes ago`, with the whole time on hover. @param at ISO 8601 */
export function Ago({ at }: { at: string }) {
  const date = new Date(at)
  return (
    <time dateTime={at} title={whole.format(date)} className="whitespace-nowrap">
      {agoInWords(date)}
    </time>
  )
}

/** `agoInWords(date)`: `now`, `5 minutes ago`, `in 3 days`. */
export function agoInWords(date: Date, from = Date.now()): string {
  const seconds = (date.getTime() - from) / 1000
  const found = units.find(([, size]) => Math.abs(seconds) >= size)
  return found ? relative.format(Math.round(seconds / found[1]), found[0]) : 'just now'
}

/** Date and time to the second, in the browser's time zone. */
export function wholeTime(at: string): string {
  return whole.format(new Date(at))
}

/** The date alone. */
export function wholeDay(at: string): string {
  return day.format(new Date(at))
}

/** `340 ms`, `2.4 s`, `1 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
}

/** With separators: `12,480`. */
export function number(value: number): string {
  return value.toLocaleString('en')
}

/** `1 tool`, `4 tools`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`
}
