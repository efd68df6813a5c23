import { ListFilter, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { SelectField } from '../../../kit/select-field.tsx'
import { filtersOf, noFilters } from '../filter.ts'
import type { ActivitySearch } from '../search.ts'
import { useChangeSearch } from '../use-change-search.ts'
import { ANY } from './choice.ts'
import { AgentFilter, ConnectorFilter } from './of-filters.tsx'
import { filterGrid } from './filter-grid.ts'
import { MoreFilters } from './more-filters.tsx'
import { TimeFilter } from './time-filter.tsx'

const outcomes = [
  { value: 'ok', label: 'OK' },
  { value: 'error', label: 'Error' },
  { value: 'refused', label: 'Refused' },
  { value: 'cancelled', label: 'Cancelled' },
] as const
const kinds = [
  { value: 'call', label: 'Calls' },
  { value: 'change', label: 'Changes' },
] as const

export interface FilterBarProps {
  search: ActivitySearch
  /** On an agent's page there is one agent. */
  oneAgent: boolean
}

/** What the log shows, all of it in the address. */
export function FilterBar({ search, oneAgent }: FilterBarProps) {
  const change = useChangeSearch()
  const { tool, actor, action, call } = search
  const set = Object.keys(filtersOf(search)).length
  const further = [tool, actor, action, call].filter((value) => value !== undefined).length
  const [more, setMore] = useState(further > 0)
  return (
    <section aria-label="Filters" className="space-y-3">
      <div className={filterGrid}>
        <TimeFilter search={search} change={change} any="All time" />
        <SelectField
          label="Kind"
          value={search.kind ?? ANY}
          onValueChange={(value) => change({ kind: kinds.find((one) => one.value === value)?.value })}
          options={[{ value: ANY, label: 'Calls and changes' }, ...kinds]}
        />
        {!oneAgent && <AgentFilter search={search} />}
        <ConnectorFilter search={search} />
        <SelectField
          label="Outcome"
          value={search.outcome ?? ANY}
          onValueChange={(value) => change({ outcome: outcomes.find((one) => one.value === value)?.value })}
          options={[{ value: ANY, label: 'Any outcome' }, ...outcomes]}
        />
      </div>
      {more && <MoreFilters search={search} />}
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          kind="quiet"
          aria-expanded={more}
          icon={<ListFilter className="size-3.5" aria-hidden />}
          onClick={() => setMore(!more)}
        >
          {more ? 'Fewer filters' : 'More filters'}
          {further > 0 && ` (${further} set)`}
        </Button>
        {set > 0 && (
          <Button
            size="small"
            kind="quiet"
            icon={<X className="size-3.5" aria-hidden />}
            onClick={() => change(noFilters)}
          >
            Clear all filters
          </Button>
        )}
      </div>
    </section>
  )
}
