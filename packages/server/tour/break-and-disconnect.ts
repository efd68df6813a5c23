import type { Client, Connector, Toolset } from '@jackfield/sdk'
import { type AgentClients, call, type CallSeen, namesFrom } from './agent-clients.ts'
import type { Connectors } from './connect-servers.ts'
import type { KeyedAgent } from './make-agent.ts'
import { type Narrator, short } from './narrator.ts'
import type { Servers } from './servers.ts'

/** What an agent sees after something happened to one of its servers. */
export interface Aftermath {
  names: string[]
  calls: CallSeen[]
  /** What the doctor says. */
  toolset: Toolset
}

/** Kills one server: only its own tools fail, and only when they are called. */
export async function breakServer(
  say: Narrator,
  client: Client,
  agent: KeyedAgent,
  { sdk1, sdk2 }: AgentClients,
  { server, connector }: { server: Servers['overSse']; connector: Connector },
): Promise<Aftermath> {
  say.step(`Break one: kill process ${server.pid}, the HTTP+SSE server`)
  await server.kill()
  const calls = [
    await call(say, sdk2, 'everything-sse__echo', { message: 'anybody there?' }),
    await call(say, sdk1, 'everything-http__echo', { message: 'still here' }),
  ]
  const names = await namesFrom(sdk2)
  say.line(`${names.length} tools listed: the last known ones of a dead server stay`)
  const tested = await client.connectors.test(connector.id)
  say.line(
    `POST /api/v1/connectors/{id}/test: ${tested.ok ? 'ok' : tested.failure}. ${short(tested.message)}`,
  )
  return { names, calls, toolset: await askDoctor(say, client, agent) }
}

/** Disconnects a server: its secrets are destroyed, and its tools are gone from the next list on. */
export async function disconnectServer(
  say: Narrator,
  client: Client,
  agent: KeyedAgent,
  { sdk1, sdk2 }: AgentClients,
  connectors: Connectors,
): Promise<Aftermath> {
  const { id, slug } = connectors.notes
  say.step(`Disconnect another: POST /api/v1/connectors/{id}/disconnect for ${slug}`)
  await client.connectors.disconnect(id)
  const { status } = await client.connectors.get(id)
  const names = await namesFrom(sdk1)
  say.line(
    `status: ${status}, ${names.length} tools listed, ${names.filter((name) => name.startsWith(slug)).length} of them from ${slug}`,
  )
  const calls = [
    await call(say, sdk2, 'team-notes__add', { a: 1, b: 1 }),
    await call(say, sdk1, 'everything-http__get-sum', { a: 1, b: 1 }),
  ]
  return { names, calls, toolset: await askDoctor(say, client, agent) }
}

async function askDoctor(say: Narrator, client: Client, agent: KeyedAgent): Promise<Toolset> {
  const toolset = await client.agents.toolset(agent.id)
  say.line('jackfield doctor says:')
  const off = toolset.connectors.filter(({ reason }) => reason === 'off')
  for (const connector of toolset.connectors.filter((one) => !off.includes(one))) {
    const state = connector.used ? 'used' : `skipped (${connector.reason})`
    say.line(`  ${connector.slug}: ${state}. ${short(connector.explanation)}`)
  }
  say.line(`  ${off.length} more: off for this agent`)
  return toolset
}
