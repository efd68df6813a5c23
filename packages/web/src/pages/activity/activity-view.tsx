import { useMay } from '../../hub/use-me.ts'
import { Button } from '../../kit/button.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { lazily } from '../../kit/lazily.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Segmented } from '../../kit/segmented.tsx'
import { SkeletonList } from '../../kit/skeleton.tsx'
import { ExportButton } from './export-dialog.tsx'
import { filtersOf, noFilters } from './filter.ts'
import { FilterBar } from './filters/filter-bar.tsx'
import { EventLog } from './log/event-log.tsx'
import type { ActivitySearch } from './search.ts'
import { useChangeSearch } from './use-change-search.ts'
import { VerifyButton } from './verify-dialog.tsx'

const ActivityCharts = lazily(
  async () => (await import('./charts/activity-charts.tsx')).ActivityCharts,
  <SkeletonList count={3} className="space-y-5" item="h-64" />,
)

export interface ActivityViewProps {
  search: ActivitySearch
  /** On an agent's page: only what concerns it. */
  agent?: string
}

/** The log and the charts, of the account or of one agent. */
export function ActivityView({ search, agent }: ActivityViewProps) {
  const change = useChangeSearch()
  const mayRead = useMay('audit.read')
  const charts = search.view === 'charts' || !mayRead
  const filters = filtersOf({ ...search, ...(agent !== undefined && { agent }) })
  return (
    <div className="space-y-5">
      {mayRead ? (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Segmented
            label="View"
            value={charts ? 'charts' : 'log'}
            onValueChange={(value) => change({ view: value === 'charts' ? 'charts' : undefined })}
            options={[
              { value: 'log', label: 'Log' },
              { value: 'charts', label: 'Charts' },
            ]}
          />
          <div className="flex flex-wrap gap-2">
            {!charts && <ExportButton filters={filters} />}
            {!charts && agent === undefined && <VerifyButton />}
          </div>
        </div>
      ) : (
        <Notice title="Only admins and owners can see the log">
          It names who did what, and with which arguments. Ask one of them for the role admin if you need it.
          The charts are open to everyone.
        </Notice>
      )}
      {charts ? (
        <ActivityCharts search={search} agent={agent} />
      ) : (
        <>
          <FilterBar search={search} oneAgent={agent !== undefined} />
          <EventLog
            filters={filters}
            open={search.event}
            empty={<NothingThere filtered={Object.keys(filtersOf(search)).length > 0} change={change} />}
          />
        </>
      )}
    </div>
  )
}

function NothingThere({
  filtered,
  change,
}: {
  filtered: boolean
  change: ReturnType<typeof useChangeSearch>
}) {
  if (!filtered)
    return (
      <EmptyState title="Nothing has happened yet">
        Every change and every call stands here from the moment when it is made.
      </EmptyState>
    )
  return (
    <EmptyState
      title="No event matches these filters"
      action={<Button onClick={() => change(noFilters)}>Clear all filters</Button>}
    >
      Choose a longer time, or fewer filters.
    </EmptyState>
  )
}
