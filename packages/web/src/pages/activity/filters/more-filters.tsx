import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../hub/queries.ts'
import { SelectField } from '../../../kit/select-field.tsx'
import type { ActivitySearch } from '../search.ts'
import { useChangeSearch } from '../use-change-search.ts'
import { actions } from '../words/event-sentence.ts'
import { ANY, unlessAny, withAny } from './choice.ts'
import { filterGrid } from './filter-grid.ts'
import { TextFilter } from './text-filter.tsx'

/** The filters that are needed less often. */
export function MoreFilters({ search }: { search: ActivitySearch }) {
  const change = useChangeSearch()
  const { tool, actor, action, call } = search
  const members = useQuery(queries.members()).data
  const people = members?.items.map(({ user_id, name, email }) => ({
    value: user_id,
    label: name,
    note: email,
  }))
  const itself = { value: 'system', label: 'The hub', note: 'What it does by itself' }
  return (
    <div className={filterGrid}>
      <SelectField
        label="Who"
        value={actor ?? ANY}
        onValueChange={(value) => change({ actor: unlessAny(value) })}
        options={withAny('Anybody', [...(people ?? []), itself], actor)}
      />
      <SelectField
        label="Action"
        value={action ?? ANY}
        onValueChange={(value) => change({ action: unlessAny(value) })}
        options={withAny(
          'Any action',
          actions.map((name) => ({ value: name, label: name })),
          action,
        )}
      />
      <TextFilter
        key={`tool ${tool}`}
        label="Tool"
        placeholder="Its whole name"
        value={tool}
        onChange={(value) => change({ tool: value })}
      />
      <TextFilter
        key={`call ${call}`}
        label="Call"
        placeholder="call_…"
        value={call}
        onChange={(value) => change({ call: value })}
      />
    </div>
  )
}
