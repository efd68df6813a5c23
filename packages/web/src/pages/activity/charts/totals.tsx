import type { CallStats } from '@jackfield/sdk'
import { duration, number } from '../../../kit/words.tsx'

type Total = CallStats['series'][number]['total']

/** The whole time in five numbers. */
export function Totals({ total }: { total: Total }) {
  const { calls, errors, refused, p50_ms, p95_ms } = total
  const facts: [string, string, string][] = [
    ['Calls', number(calls), ''],
    ['Errors', number(errors), shareOf(errors, calls)],
    ['Refused', number(refused), shareOf(refused, calls)],
    ['Median', p50_ms === null ? 'none' : duration(p50_ms), ''],
    ['95th percentile', p95_ms === null ? 'none' : duration(p95_ms), ''],
  ]
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-card border border-hairline bg-hairline sm:grid-cols-5">
      {facts.map(([label, value, beside]) => (
        <div key={label} className="bg-surface px-4 py-3 max-sm:first:col-span-2">
          <dt className="text-xs text-ink-soft">{label}</dt>
          <dd className="flex flex-wrap items-baseline gap-x-2">
            <span className="text-lg font-semibold tabular-nums">{value}</span>
            <span className="text-xs text-ink-soft">{beside}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumSignificantDigits: 2 })

function shareOf(part: number, whole: number): string {
  return part === 0 ? '' : percent.format(part / whole)
}
