import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { queries } from '../../hub/queries.ts'
import type { Names } from './words/event-sentence.ts'

/** Stands in the log for the tools of the Sales Platform, which are no connector of their own. */
const platformTools = ['sales-platform', 'Sales Platform tools'] as const

/** What agents, connectors and people are called now. Until it is known, the log says what it recorded. */
export function useNames(): Names {
  const agents = useQuery(queries.agents()).data
  const connectors = useQuery(queries.connectors()).data
  const members = useQuery(queries.members()).data
  return useMemo(() => {
    const agentNames = new Map(agents?.items.map(({ id, name }) => [id, name]))
    const connectorNames = new Map([
      platformTools,
      ...(connectors?.items.map(({ id, name }) => [id, name] as const) ?? []),
    ])
    const people = new Map(members?.items.map(({ user_id, name }) => [user_id, name]))
    return {
      agent: (id) => agentNames.get(id),
      connector: (id) => connectorNames.get(id),
      person: (id) => people.get(id),
    }
  }, [agents, connectors, members])
}
