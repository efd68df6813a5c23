import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { vi } from 'vitest'
import { apiFor } from '../api.ts'
import type { Api } from '../api.ts'
import { freshPlace } from '../databases/fresh-database.ts'
import { bodyOf, postMessage } from '../gateway/start-gateway.ts'
import { startBareHub, startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'
import { startFreezingProxy } from './freezing-proxy.ts'
import type { FreezingProxy } from './freezing-proxy.ts'

/** An agent with a key, as it is asked on the other node. */
export interface AgentElsewhere {
  id: string
  keyId: string
  /** The names of its tools, or the HTTP status when that is not 200. */
  tools(): Promise<string[] | number>
  call(tool: string, args?: object): Promise<string>
}

/** Two hubs on one PostgreSQL; `here` is where things change, `there` is where that must take effect. */
export interface TwoNodes {
  here: TestHub
  there: { url: string; services: TestHub['services']; api(secret: string): Api }
  /** The other node's way to the database. */
  line: FreezingProxy
  /** An agent that the other node remembers all of. */
  agent(name: string, on: string[]): Promise<AgentElsewhere>
  close(): Promise<void>
}

export async function startTwoNodes(): Promise<TwoNodes> {
  const place = await freshPlace()
  const databaseUrl = place.options.url ?? ''
  const line = await startFreezingProxy(databaseUrl)
  const config = { masterKey: randomBytes(32), allowedHosts: '127.0.0.1' }
  const here = await startHub({ config: { ...config, databaseUrl } })
  const there = await startBareHub({ config: { ...config, databaseUrl: line.url } })
  return {
    here,
    there: { url: there.url, services: there.hub.services, api: (secret) => apiFor(there.url, secret) },
    line,
    async agent(name, on) {
      const agent = await makeAgent(here.owner, there.url, name, on)
      await untilHeard(here, there.hub.services)
      await agent.tools()
      return agent
    },
    close: async () => {
      line.thaw()
      await there.close()
      await line.close()
      await here.close()
      await place.remove()
    },
  }
}

/** Messages arrive in order: once this one is there, so are all before it. Said again for a line that is just back. */
async function untilHeard(here: TestHub, there: TestHub['services']): Promise<void> {
  const word = randomBytes(4).toString('hex')
  let heard = false
  const stop = there.changes.subscribe((accountId) => (heard ||= accountId === word))
  const say = () =>
    sql`select pg_notify('jackfield_changes', ${`${word} 0`})`.execute(here.services.database.db)
  await vi.waitUntil(async () => heard || (await say(), heard), { timeout: 10_000 })
  stop()
}

async function makeAgent(owner: Api, elsewhere: string, name: string, on: string[]): Promise<AgentElsewhere> {
  const { id, version } = bodyOf<{ id: string; version: number }>(await owner.post('/agents', { name }), 201)
  const toggles = Object.fromEntries(on.map((connector) => [connector, 'on']))
  if (on.length > 0) bodyOf(await owner.put(`/agents/${id}/toggles`, { version, toggles }))
  const key = bodyOf<{ id: string; secret: string }>(
    await owner.post(`/agents/${id}/keys`, { name: 'test' }),
    201,
  )
  const ask = (method: string, params: object) =>
    postMessage(
      `${elsewhere}/mcp/${id}`,
      { jsonrpc: '2.0', id: 1, method, params },
      { authorization: `Bearer ${key.secret}` },
    )
  return {
    id,
    keyId: key.id,
    async tools() {
      const response = await ask('tools/list', {})
      if (response.status !== 200) return response.status
      const { result } = await answerOf<{ result: { tools: { name: string }[] } }>(response)
      return result.tools.map((tool) => tool.name)
    },
    call: async (tool, args = {}) =>
      JSON.stringify(await answerOf(await ask('tools/call', { name: tool, arguments: args }))),
  }
}

/** The JSON-RPC answer, whether it came as JSON or as an event. */
export async function answerOf<Answer>(response: Response): Promise<Answer> {
  const text = await response.text()
  return JSON.parse(text.startsWith('{') ? text : (/^data: (\{.*)$/m.exec(text)?.[1] ?? 'null')) as Answer
}
