import { usage } from './failure.ts'

const unitMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/**
 * An ISO time from what people write: a span such as `90d` (m, h, d, w) counted from now, or a date.
 * @param direction whether a span lies ahead (an expiry) or behind (the start of a listing)
 * @throws CliError `usage`, naming the option.
 */
export function readTime(option: string, text: string, direction: 'ahead' | 'behind'): string {
  const span = /^(\d{1,5})([mhdw])$/.exec(text)
  const spanMs = span ? Number(span[1]) * (unitMs[span[2] ?? ''] ?? 0) : undefined
  const time =
    spanMs === undefined ? Date.parse(text) : Date.now() + (direction === 'ahead' ? spanMs : -spanMs)
  if (Number.isNaN(time))
    throw usage(
      `${option}: "${text}" is not a time.`,
      'Write a span such as 90m, 24h, 30d or 4w, or a date such as 2027-01-31.',
    )
  return new Date(time).toISOString()
}
