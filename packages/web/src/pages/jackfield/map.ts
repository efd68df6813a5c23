import type { ConnectionMap } from '@jackfield/sdk'

export type MapAgent = ConnectionMap['agents'][number]
export type MapConnector = ConnectionMap['connectors'][number]
export type MapCord = ConnectionMap['cords'][number]

/** What agents and connectors have in common: the two ends of a cord. */
export type Side = 'agents' | 'connectors'

/** Identifies a cord. */
export function cordKey({ agent_id, connector_id }: MapCord): string {
  return `${agent_id} ${connector_id}`
}

/** The end of a cord on one side. */
export function endOf(cord: MapCord, side: Side): string {
  return side === 'agents' ? cord.agent_id : cord.connector_id
}

/** Whether a person should look at it. */
export function hasProblem(connector: MapConnector, cords: readonly MapCord[]): boolean {
  return connector.status === 'needs_reconnect' || cords.some(({ used }) => !used)
}

/** The cords by the agent or by the connector that they end in. */
export function cordsBy(side: Side, cords: readonly MapCord[]): Map<string, MapCord[]> {
  return Map.groupBy(cords, (cord) => endOf(cord, side))
}

/** Whether there is neither an agent nor a connector to draw; false while nothing is known. */
export function isEmpty(map: ConnectionMap | undefined): boolean {
  return map?.agents.length === 0 && map.connectors.length === 0
}
