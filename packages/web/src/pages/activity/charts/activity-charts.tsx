import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Loaded } from '../../../kit/loaded.tsx'
import { Segmented } from '../../../kit/segmented.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { filterGrid } from '../filters/filter-grid.ts'
import { AgentFilter, ConnectorFilter } from '../filters/of-filters.tsx'
import { TimeFilter } from '../filters/time-filter.tsx'
import type { ActivitySearch } from '../search.ts'
import { useChangeSearch } from '../use-change-search.ts'
import { ChartSet } from './chart-set.tsx'
import { statsQuery } from './stats-query.ts'
import { Totals } from './totals.tsx'

export interface ActivityChartsProps {
  search: ActivitySearch
  /** On an agent's page: only its calls. */
  agent?: string | undefined
}

/** Calls, errors and latency over time. */
export function ActivityCharts({ search, agent: oneAgent }: ActivityChartsProps) {
  const change = useChangeSearch()
  const { range, since, until, connector } = search
  const agent = oneAgent ?? search.agent
  const by = oneAgent !== undefined && search.by === 'agent' ? undefined : search.by
  const choice = { range, since, until, connector, agent }
  const together = useQuery(statsQuery(choice))
  const apart = useQuery(statsQuery({ ...choice, by }))
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const total = together.data?.series[0]?.total
  return (
    <div className="space-y-5">
      <section aria-label="Filters" className={filterGrid}>
        <TimeFilter search={search} change={change} any="Last 7 days" />
        {oneAgent === undefined && <AgentFilter search={search} />}
        <ConnectorFilter search={search} />
      </section>
      {total && <Totals total={total} />}
      <Segmented
        label="Lines"
        value={by ?? 'none'}
        onValueChange={(value) => change({ by: value === 'none' ? undefined : value })}
        options={[
          { value: 'none', label: 'All together' },
          ...(oneAgent === undefined ? [{ value: 'agent', label: 'By agent' } as const] : []),
          { value: 'connector', label: 'By connector' },
        ]}
      />
      <Loaded query={apart} skeleton={<SkeletonList count={3} className="space-y-5" item="h-64" />}>
        {(stats) => (
          <ChartSet
            stats={stats}
            by={apart.isPlaceholderData && stats.series[0]?.id === null ? undefined : by}
            hidden={hidden}
            onToggle={(key) => setHidden((before) => toggled(before, key))}
          />
        )}
      </Loaded>
    </div>
  )
}

function toggled(before: ReadonlySet<string>, key: string): ReadonlySet<string> {
  return new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key])
}
