import type { CallStats } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { queries } from '../../../hub/queries.ts'
import { useShownTheme } from '../../../shell/theme.ts'
import { Card } from '../../../kit/card.tsx'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { browserTimeZone } from '../time-zone.ts'
import { chartsOf } from './chart-lines.ts'
import type { Chart } from './chart-lines.ts'
import { ChartTable } from './chart-table.tsx'
import { LineSample } from './line-sample.tsx'
import { Plot } from './plot.tsx'
import { pointLabels } from './point-labels.ts'
import { SeriesTable } from './series-table.tsx'

/** The hub gives no more. */
const MOST_SERIES = 12

export interface ChartSetProps {
  stats: CallStats
  by: 'agent' | 'connector' | undefined
  hidden: ReadonlySet<string>
  onToggle(key: string): void
}

/** The three charts under one another, a point in time looked at in all of them. */
export function ChartSet({ stats, by, hidden, onToggle }: ChartSetProps) {
  // A canvas takes its colours once.
  const theme = useShownTheme()
  const [at, setAt] = useState<number | null>(null)
  // The hub counts by the days of the account, so the axis speaks of these.
  const timeZone = useQuery(queries.account()).data?.time_zone ?? browserTimeZone
  const labels = useMemo(() => pointLabels(stats, timeZone), [stats, timeZone])
  const charts = useMemo(() => chartsOf(stats.series, by === undefined, hidden), [stats, by, hidden])
  if (stats.series.every(({ total }) => total.calls === 0))
    return (
      <EmptyState title="No calls in this time">
        Choose a longer time, or fewer filters. Calls count from the moment when an agent makes one.
      </EmptyState>
    )
  return (
    <div className="space-y-5">
      {by && (
        <SeriesTable
          series={stats.series}
          noun={by === 'agent' ? 'Agent' : 'Connector'}
          hidden={hidden}
          onToggle={onToggle}
        />
      )}
      {charts.map((chart) => (
        <ChartCard key={chart.key} chart={chart} legend={by === undefined && chart.lines.length > 1}>
          <Plot key={theme} chart={chart} labels={labels} at={at} onAt={setAt} />
          <ChartTable chart={chart} labels={labels} />
        </ChartCard>
      ))}
      <p className="text-xs text-ink-soft">
        {stats.bucket === 'day'
          ? `Days begin at midnight in ${timeZone}, the time zone of the account.`
          : `Hours of ${timeZone}, the time zone of the account.`}
        {stats.series.length === MOST_SERIES && ' Only the twelve busiest are counted here.'}
      </p>
    </div>
  )
}

function ChartCard({ chart, legend, children }: { chart: Chart; legend: boolean; children: ReactNode }) {
  return (
    <Card className="space-y-3 p-4 sm:px-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div>
          <h2 className="font-semibold">{chart.title}</h2>
          <p className="text-xs text-ink-soft">{chart.note}</p>
        </div>
        {legend && (
          <ul className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
            {chart.lines.map(({ key, name, look }) => (
              <li key={key} className="flex items-center gap-2">
                <LineSample look={look} />
                {name}
              </li>
            ))}
          </ul>
        )}
      </div>
      {children}
    </Card>
  )
}
