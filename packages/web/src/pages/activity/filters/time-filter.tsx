import { SelectField } from '../../../kit/select-field.tsx'
import { TextField } from '../../../kit/text-field.tsx'
import { periodOf } from '../filter.ts'
import type { ActivitySearch } from '../search.ts'
import type { ChangeSearch } from '../use-change-search.ts'
import { ANY } from './choice.ts'
import { fromLocal, toLocal } from './local-time.ts'

const lengths = [
  { value: '1h', label: 'Last hour' },
  { value: '24h', label: 'Last 24 hours' },
  { value: '7d', label: 'Last 7 days' },
  { value: '30d', label: 'Last 30 days' },
  { value: 'own', label: 'Between two times' },
] as const

export interface TimeFilterProps {
  search: ActivitySearch
  change: ChangeSearch
  /** What no choice means. */
  any: string
}

/** When: a length of time up to now, or two times of one's own. */
export function TimeFilter({ search, change, any }: TimeFilterProps) {
  const { range, since, until } = search
  const own = range === undefined && (since !== undefined || until !== undefined)
  const choose = (value: string) => {
    const length = lengths.find((one) => one.value === value)?.value
    if (length === 'own') return change({ ...periodOf({ range: range ?? '7d' }), range: undefined })
    change({ range: length, since: undefined, until: undefined })
  }
  return (
    <>
      <SelectField
        label="Time"
        value={own ? 'own' : (range ?? ANY)}
        onValueChange={choose}
        options={[{ value: ANY, label: any }, ...lengths]}
      />
      {own && (
        <>
          <TextField
            label="From"
            type="datetime-local"
            className="[&_input]:px-2 [&_input]:text-xs"
            value={toLocal(since)}
            onValueChange={(value) => change({ since: fromLocal(value) })}
          />
          <TextField
            label="Until"
            type="datetime-local"
            className="[&_input]:px-2 [&_input]:text-xs"
            value={toLocal(until)}
            onValueChange={(value) => change({ until: fromLocal(value) })}
          />
        </>
      )}
    </>
  )
}
