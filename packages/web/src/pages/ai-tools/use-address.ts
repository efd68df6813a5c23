import { useQuery } from '@tanstack/react-query'
import { queries } from '../../hub/queries.ts'
import { platformAddress } from './target.ts'
import type { Target } from './target.ts'

/** The MCP address of the target; undefined until it is known, or where there is none. */
export function useAddress(target: Target): string | undefined {
  const connectors = useQuery({ ...queries.connectors(), enabled: target.kind === 'platform' })
  if (target.kind === 'agent') return target.agent.endpoint
  if (target.kind === 'area') return target.connector.address ?? undefined
  return platformAddress(connectors.data?.items ?? [])
}
