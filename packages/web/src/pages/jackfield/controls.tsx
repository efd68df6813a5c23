import type { ConnectionMap } from '@jackfield/sdk'
import { Checkbox } from '../../kit/checkbox.tsx'
import { SearchField } from '../../kit/search-field.tsx'
import { Segmented } from '../../kit/segmented.tsx'
import { jackfieldSearch } from './search.ts'
import type { JackfieldSearch } from './search.ts'

/** Fewer are seen at a glance. */
const SEARCHED_FROM = 13

export interface ControlsProps {
  map: ConnectionMap
  search: JackfieldSearch
  onChange(search: JackfieldSearch): void
}

/** What narrows the picture, and how it is shown. */
export function Controls({ map, search, onChange }: ControlsProps) {
  const many = Math.max(map.agents.length, map.connectors.length) >= SEARCHED_FROM
  const { problems = false, view = 'picture', q = '' } = search
  const change = (next: Record<string, unknown>) => onChange(jackfieldSearch({ ...search, ...next }))
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {(many || q !== '') && (
        <SearchField
          label="Find an agent or a connector"
          value={q}
          onValueChange={(value) => change({ q: value })}
          className="w-full sm:w-72"
        />
      )}
      <Checkbox
        label="Only problems"
        checked={problems}
        onCheckedChange={(checked) => change({ problems: checked })}
      />
      <div className="ml-auto">
        <Segmented
          label="How it is shown"
          value={view}
          onValueChange={(next) => change({ view: next })}
          options={[
            { value: 'picture', label: 'Picture' },
            { value: 'table', label: 'Table' },
          ]}
        />
      </div>
    </div>
  )
}
