import type { Connector, ConnectionMap } from '@jackfield/sdk'
import { stateOfCord } from '../../../kit/cord-words.ts'
import { PLATFORM_TOOLS } from '../../../kit/platform-tools.ts'

export interface User {
  id: string
  name: string
  /** How its runs stand to the connector, in a few words. */
  state: string
  skipped: boolean
  /** In the last seven days. */
  calls: number
  errors: number
}

/** The agents that have a connector on, the busiest first; an area's also through the Sales Platform tools. */
export function usersOf({ agents, cords }: ConnectionMap, { id, family }: Connector): User[] {
  const users = agents.flatMap((agent): User[] => {
    const own = cords.filter((cord) => cord.agent_id === agent.id)
    const cord = own.find((one) => one.connector_id === id)
    const through = family === 'platform' && own.some((one) => one.connector_id === PLATFORM_TOOLS)
    if (through)
      return [{ ...agent, state: 'Through the Sales Platform tools', skipped: false, ...callsOf(cord) }]
    if (!cord) return []
    return [{ ...agent, state: stateOfCord(cord), skipped: !cord.used, ...callsOf(cord) }]
  })
  return users.toSorted((a, b) => b.calls - a.calls || a.name.localeCompare(b.name))
}

function callsOf(cord: ConnectionMap['cords'][number] | undefined) {
  return { calls: cord?.calls ?? 0, errors: cord?.errors ?? 0 }
}
