import type { CallStats } from '@jackfield/sdk'
import { Checkbox } from '../../../kit/checkbox.tsx'
import { Table, Td } from '../../../kit/table.tsx'
import { duration, number } from '../../../kit/words.tsx'
import { keyOf } from './chart-lines.ts'
import { LineSample } from './line-sample.tsx'
import { seriesLook } from './series-looks.ts'

export interface SeriesTableProps {
  series: CallStats['series']
  /** What a series is: an agent, a connector. */
  noun: string
  hidden: ReadonlySet<string>
  onToggle(key: string): void
}

/** The legend of the charts: which line is whose, the numbers of the whole time, and which lines are drawn. */
export function SeriesTable({ series, noun, hidden, onToggle }: SeriesTableProps) {
  return (
    <Table
      caption={`Calls by ${noun.toLowerCase()}`}
      heads={[
        noun,
        ...['Calls', 'Errors', 'Refused', 'Median', '95th percentile'].map((label) => ({
          label,
          className: 'text-right',
        })),
      ]}
    >
      {series.map((one, place) => (
        <tr key={keyOf(one)}>
          <Td>
            <div className="flex min-w-52 items-center gap-3">
              <LineSample look={seriesLook(place)} />
              <Checkbox
                checked={!hidden.has(keyOf(one))}
                onCheckedChange={() => onToggle(keyOf(one))}
                label={one.name}
              />
            </div>
          </Td>
          <Td className="text-right whitespace-nowrap">{number(one.total.calls)}</Td>
          <Td className="text-right whitespace-nowrap">{number(one.total.errors)}</Td>
          <Td className="text-right whitespace-nowrap">{number(one.total.refused)}</Td>
          <Td className="text-right whitespace-nowrap">{took(one.total.p50_ms)}</Td>
          <Td className="text-right whitespace-nowrap">{took(one.total.p95_ms)}</Td>
        </tr>
      ))}
    </Table>
  )
}

function took(ms: number | null): string {
  return ms === null ? 'none' : duration(ms)
}
