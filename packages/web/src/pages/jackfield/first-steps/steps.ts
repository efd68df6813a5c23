import type { AgentKey, ConnectionMap } from '@jackfield/sdk'
import { PLATFORM_TOOLS } from '../../../kit/platform-tools.ts'

export interface Step {
  name: 'connect' | 'turn-on' | 'copy'
  done: boolean
}

/** How far an account is on the way to its first tool call. @param keys of the agent that step 3 is about */
export function stepsOf(map: ConnectionMap, keys: readonly AgentKey[]): Step[] {
  const called = hasCalls(map) || keys.some(({ last_used_at }) => last_used_at !== null)
  return [
    {
      name: 'connect',
      done: map.connectors.some((one) => one.status === 'connected' && one.id !== PLATFORM_TOOLS),
    },
    { name: 'turn-on', done: map.cords.some(({ used }) => used) },
    { name: 'copy', done: called },
  ]
}

/** Whether any agent has called anything over a cord that it has now, lately. */
export function hasCalls({ cords }: ConnectionMap): boolean {
  return cords.some(({ calls }) => calls > 0)
}

/** The agent that the steps lead to: one that can already use something, or the first; undefined where there is none. */
export function agentForSteps({ agents, cords }: ConnectionMap): ConnectionMap['agents'][number] | undefined {
  const ready = new Set(cords.filter(({ used }) => used).map(({ agent_id }) => agent_id))
  return agents.find(({ id }) => ready.has(id)) ?? agents[0]
}
