import type { Connector, SkipReason, ToolsetConnector } from '@jackfield/sdk'

/** What mends a connector that gives an agent nothing, in the order in which it has to be done. */
export type Mend = 'connect' | 'reconnect' | 'turn_on' | 'look' | 'unblock' | 'none'

/** A connector that a run skips, with what is known of it beyond that. */
export interface Skipped {
  connector: ToolsetConnector
  known: Connector | undefined
  mend: Mend
  /** In plain words: why, and what to do. */
  explanation: string
}

const mends: Record<SkipReason, Mend> = {
  off: 'turn_on',
  not_connected: 'connect',
  needs_reconnect: 'reconnect',
  unreachable: 'look',
  no_tools: 'look',
  blocked_by_policy: 'unblock',
  covered_by_platform_toggle: 'none',
  no_user_auth: 'connect',
}

/** The skipped connectors: what is on first, then what is connected, then the rest. */
export function skippedConnectors(connectors: ToolsetConnector[], all: Connector[]): Skipped[] {
  const byId = new Map(all.map((connector) => [connector.id, connector]))
  return connectors
    .flatMap((connector): Skipped[] =>
      connector.reason ? [explain(connector, connector.reason, byId.get(connector.connector_id))] : [],
    )
    .toSorted((one, other) => rank(one) - rank(other))
}

function explain(connector: ToolsetConnector, reason: SkipReason, known: Connector | undefined): Skipped {
  if (reason === 'off' && known && known.status !== 'connected') {
    const reconnect = known.status === 'needs_reconnect'
    const first = reconnect ? 'needs to be reconnected' : 'is not connected'
    return {
      connector,
      known,
      mend: reconnect ? 'reconnect' : 'connect',
      explanation: `${connector.name} ${first}, and off for this agent. ${reconnect ? 'Reconnect' : 'Connect'} it for the account, then turn it on for the agent.`,
    }
  }
  return { connector, known, mend: mends[reason], explanation: connector.explanation }
}

function rank({ connector, known }: Skipped): number {
  if (connector.on && connector.reason !== 'covered_by_platform_toggle') return 0
  return known?.status === 'connected' ? 1 : 2
}
