import { createClient } from '../packages/sdk/src/client.ts'
import type { Client } from '../packages/sdk/src/client.ts'
import { owner } from './run-hub.ts'

/** One agent's endpoint, and the key that opens it. */
export interface KeyedAgent {
  url: string
  key: string
}

/** A client of the hub's REST API, with a key of its owner. */
export async function ownerOf(url: string): Promise<Client> {
  const { token } = await createClient({ url }).session.logIn({ ...owner, kind: 'token' })
  if (token === undefined) throw new Error('The hub has answered a login without a token.')
  const { secret } = await createClient({ url, token }).keys.create({ name: 'Bench' })
  return createClient({ url, token: secret })
}

/** Connects an echo server; its hints are trusted, so that `echo` counts as reading and `echo_write` does not. */
export async function addEcho(client: Client, name: string, url: string): Promise<string> {
  const { id } = await client.connectors.addCustom({ name, url, trust_hints: true, acknowledged: true })
  return id
}

/** Makes an agent that uses exactly these connectors. */
export async function addAgent(client: Client, name: string, connectorIds: string[]): Promise<KeyedAgent> {
  const agent = await client.agents.create({ name })
  const toggles = Object.fromEntries(connectorIds.map((id) => [id, 'on' as const]))
  await client.agents.setToggles(agent.id, { version: agent.version, toggles })
  const { secret } = await client.agents.keys.create(agent.id, { name: 'Bench' })
  return { url: agent.endpoint, key: secret }
}
