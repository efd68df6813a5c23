import { Jack } from '../../kit/jack.tsx'
import { SearchField } from '../../kit/search-field.tsx'
import { Segmented } from '../../kit/segmented.tsx'
import { SelectField } from '../../kit/select-field.tsx'
import type { Filter, StatusCounts } from './connector-groups.ts'

export interface ConnectorsToolbarProps {
  filter: Filter
  counts: StatusCounts
  categories: readonly string[]
  onText(text: string): void
  onChange(change: Partial<Filter>): void
}

const ANY = ''

/** Narrows the grid by status, category and text (UX-4). */
export function ConnectorsToolbar({ filter, counts, categories, onText, onChange }: ConnectorsToolbarProps) {
  return (
    <search className="flex flex-wrap items-center gap-x-3 gap-y-2.5">
      <Segmented<'all' | 'connected' | 'available'>
        label="Show"
        value={filter.show ?? 'all'}
        onValueChange={(show) => onChange({ show: show === 'all' ? undefined : show })}
        options={[
          { value: 'all', label: 'All', count: counts.all },
          { value: 'connected', label: 'Connected', count: counts.connected },
          { value: 'available', label: <Available reconnect={counts.reconnect} />, count: counts.available },
        ]}
      />
      <SelectField
        label="Category"
        hideLabel
        className="w-36 sm:w-44"
        value={filter.category ?? ANY}
        onValueChange={(category) => onChange({ category: category === ANY ? undefined : category })}
        options={[
          { value: ANY, label: 'All categories' },
          ...categories.map((category) => ({ value: category, label: category })),
        ]}
      />
      <SearchField
        label="Search connectors"
        value={filter.q ?? ''}
        onValueChange={onText}
        className="min-w-40 flex-1 sm:ml-auto sm:max-w-64"
      />
    </search>
  )
}

/** Those to be reconnected count as available, and have a mark of their own (STA-7). */
function Available({ reconnect }: { reconnect: number }) {
  if (reconnect === 0) return 'Available'
  return (
    <span className="inline-flex items-center gap-1.5">
      Available
      <span className="inline-flex items-center gap-1 rounded-full bg-warn-tint px-1.5 text-xs font-medium text-warn">
        <Jack state="needs_reconnect" className="size-3" />
        {reconnect}
        <span className="sr-only"> to reconnect,</span>
      </span>
    </span>
  )
}
