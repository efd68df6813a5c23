import type { ConnectionMap } from '@jackfield/sdk'

type MapConnector = ConnectionMap['connectors'][number]
type Cord = ConnectionMap['cords'][number]

/** One connector that an agent has on. */
export interface Plug {
  connector: MapConnector
  /** A run uses it. */
  used: boolean
}

/** What an agent has on, what is used first, and its calls of the last seven days. */
export interface AgentPlugs {
  plugs: Plug[]
  skipped: number
  calls: number
}

/** What each agent of the map is plugged into, by agent id. */
export function plugsByAgent(map: ConnectionMap): Map<string, AgentPlugs> {
  const connectors = new Map(map.connectors.map((connector) => [connector.id, connector]))
  const cords = Map.groupBy(map.cords, (cord) => cord.agent_id)
  return new Map(map.agents.map(({ id }) => [id, plugsOf(cords.get(id) ?? [], connectors)]))
}

function plugsOf(cords: Cord[], connectors: Map<string, MapConnector>): AgentPlugs {
  const plugs = cords.flatMap((cord): Plug[] => {
    const connector = connectors.get(cord.connector_id)
    return connector ? [{ connector, used: cord.used }] : []
  })
  return {
    plugs: plugs.toSorted((one, other) => Number(other.used) - Number(one.used)),
    skipped: plugs.filter(({ used }) => !used).length,
    calls: cords.reduce((sum, { calls }) => sum + calls, 0),
  }
}
