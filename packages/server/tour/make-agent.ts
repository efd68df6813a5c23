import type { AgentDetail, Client, Toolset } from '@jackfield/sdk'
import { type Narrator, short } from './narrator.ts'

/** An agent, and the key that opens its endpoint. */
export interface KeyedAgent {
  id: string
  endpoint: string
  key: string
  /** What it could use before anything was turned on. */
  before: Toolset
}

/** Makes an agent, turns connectors on for it and makes a key. */
export async function makeAgent(say: Narrator, client: Client, connectorIds: string[]): Promise<KeyedAgent> {
  say.step('Make an agent')
  const agent = await client.agents.create({ name: 'Tour guide' })
  const before = await client.agents.toolset(agent.id)
  say.line(`its endpoint: ${agent.endpoint}`)
  say.line(`${before.tools.length} tools. Why? ${short(before.explanation)}`)
  await turnOn(say, client, agent, connectorIds)
  const { secret } = await client.agents.keys.create(agent.id, { name: 'Tour' })
  return { id: agent.id, endpoint: agent.endpoint, key: secret, before }
}

async function turnOn(
  say: Narrator,
  client: Client,
  agent: AgentDetail,
  connectorIds: string[],
): Promise<void> {
  say.step('Turn the connectors on for it, and save: PUT /api/v1/agents/{id}/toggles')
  const toggles = Object.fromEntries(connectorIds.map((id) => [id, 'on' as const]))
  const saved = await client.agents.setToggles(agent.id, { version: agent.version, toggles })
  for (const toggle of saved.toggles) say.line(`${toggle.slug}: ${toggle.on ? 'on' : 'off'}, ${toggle.label}`)
  const toolset = await client.agents.toolset(agent.id)
  say.line(`${toolset.tools.length} tools, about ${toolset.approximate_tokens} tokens of definitions`)
}
