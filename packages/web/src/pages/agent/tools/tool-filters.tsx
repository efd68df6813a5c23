import type { Effect, Policy } from '@jackfield/sdk'
import { SearchField } from '../../../kit/search-field.tsx'
import { SelectField } from '../../../kit/select-field.tsx'
import type { ToolsFilter } from './tools-filter.ts'

export interface ToolFiltersProps {
  filter: ToolsFilter
  onChange(filter: ToolsFilter): void
  /** Those that give the agent a tool, as slug and name. */
  connectors: { slug: string; name: string }[]
}

const ANY = 'any'

/** Narrows the tools; what is chosen stands in the address. */
export function ToolFilters({ filter, onChange, connectors }: ToolFiltersProps) {
  const set = (change: { [Key in keyof ToolsFilter]: ToolsFilter[Key] | undefined }) => {
    const next = Object.entries({ ...filter, ...change }).filter(([, value]) => value && value !== ANY)
    onChange(Object.fromEntries(next))
  }
  return (
    <search aria-label="Tools" className="grid gap-2 sm:grid-cols-2 lg:grid-cols-[1fr_12rem_10rem_10rem]">
      <SearchField label="Search tools" value={filter.q ?? ''} onValueChange={(q) => set({ q })} />
      <SelectField
        label="Connector"
        hideLabel
        value={filter.connector ?? ANY}
        onValueChange={(connector) => set({ connector })}
        options={[
          { value: ANY, label: 'Every connector' },
          ...connectors.map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
      />
      <SelectField
        label="Effect"
        hideLabel
        value={filter.effect ?? ANY}
        onValueChange={(effect) => set({ effect: effect === ANY ? undefined : effect })}
        options={effects}
      />
      <SelectField
        label="Policy"
        hideLabel
        value={filter.policy ?? ANY}
        onValueChange={(policy) => set({ policy: policy === ANY ? undefined : policy })}
        options={policyOptions}
      />
    </search>
  )
}

const effects: { value: Effect | typeof ANY; label: string }[] = [
  { value: ANY, label: 'Every effect' },
  { value: 'read', label: 'Reads' },
  { value: 'write', label: 'Writes' },
  { value: 'destructive', label: 'Destroys' },
]
const policyOptions: { value: Policy | typeof ANY; label: string }[] = [
  { value: ANY, label: 'Every policy' },
  { value: 'allow', label: 'Allow' },
  { value: 'ask', label: 'Ask' },
  { value: 'block', label: 'Block' },
]
