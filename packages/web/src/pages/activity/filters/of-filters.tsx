import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../hub/queries.ts'
import { SelectField } from '../../../kit/select-field.tsx'
import type { ActivitySearch } from '../search.ts'
import { useChangeSearch } from '../use-change-search.ts'
import { ANY, unlessAny, withAny } from './choice.ts'

/** Of which agent. */
export function AgentFilter({ search }: { search: ActivitySearch }) {
  const change = useChangeSearch()
  const agents = useQuery(queries.agents()).data?.items.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <SelectField
      label="Agent"
      value={search.agent ?? ANY}
      onValueChange={(value) => change({ agent: unlessAny(value) })}
      options={withAny('Any agent', agents ?? [], search.agent)}
    />
  )
}

/** Over which connector. */
export function ConnectorFilter({ search }: { search: ActivitySearch }) {
  const change = useChangeSearch()
  const { data } = useQuery(queries.connectors())
  const connectors = data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []
  const platform = { value: 'sales-platform', label: 'Sales Platform tools' }
  return (
    <SelectField
      label="Connector"
      value={search.connector ?? ANY}
      onValueChange={(value) => change({ connector: unlessAny(value) })}
      options={withAny('Any connector', [...connectors, platform], search.connector)}
    />
  )
}
