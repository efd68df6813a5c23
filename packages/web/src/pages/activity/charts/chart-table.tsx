import { useState } from 'react'
import { Table, Td } from '../../../kit/table.tsx'
import type { Chart } from './chart-lines.ts'
import type { PointLabel } from './point-labels.ts'

/** The numbers of a chart, for who would rather read them. */
export function ChartTable({ chart, labels }: { chart: Chart; labels: PointLabel[] }) {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="inline-block rounded-control py-1 text-xs text-ink-soft hover:text-ink">
        {chart.title} as a table
      </summary>
      {open && (
        <div className="mt-2 max-h-96 overflow-y-auto">
          <Table
            caption={chart.title}
            heads={['Time', ...chart.lines.map(({ name }) => ({ label: name, className: 'text-right' }))]}
          >
            {labels.map((label, at) => (
              <tr key={label.whole}>
                <Td className="whitespace-nowrap">{label.whole}</Td>
                {chart.lines.map(({ key, values }) => (
                  <Td key={key} className="text-right">
                    {valueWords(values[at], chart)}
                  </Td>
                ))}
              </tr>
            ))}
          </Table>
        </div>
      )}
    </details>
  )
}

function valueWords(value: number | null | undefined, { inWords }: Chart): string {
  return value === null || value === undefined ? 'none' : inWords(value)
}
