import { randomBytes } from 'node:crypto'
import { startAppHub } from '../apps/app-hub.ts'
import type { AppHub, ConnectedApp } from '../apps/app-hub.ts'
import { ConnectionRows } from '../apps/connection-rows.ts'
import { freshPlace } from '../databases/fresh-database.ts'
import { postMessage } from '../gateway/start-gateway.ts'
import type { TestAgent } from '../gateway/start-gateway.ts'
import { runServer } from '../http/run-server.ts'
import type { ServerProcess } from '../http/run-server.ts'
import { startHoldingRelay } from '../upstreams/holding-relay.ts'
import type { HoldingRelay } from '../upstreams/holding-relay.ts'
import { answerOf } from './two-nodes.ts'

/** A hub in a process of its own, asked directly. */
export interface AppNode extends ServerProcess {
  url: string
}

/** Calendly, whose refresh tokens work once, connected on a PostgreSQL that several hubs share. */
export interface AppCluster {
  one: ConnectedApp
  rows: ConnectionRows
  /** Stands in front of Calendly's token endpoint, for the nodes. */
  relay: HoldingRelay
  /** All that were ever started. */
  nodes: AppNode[]
  startNode(): Promise<AppNode>
  /** Calls a tool as an agent does, through a node's MCP endpoint. @returns the JSON-RPC answer, as text */
  call(node: AppNode, signal?: AbortSignal): Promise<string>
  close(): Promise<void>
}

export async function startAppCluster(): Promise<AppCluster> {
  const place = await freshPlace()
  const masterKey = randomBytes(32)
  const databaseUrl = place.options.url ?? ''
  // Where things are set up and looked at; the calls go to the nodes.
  const observer = await startAppHub({ databaseUrl, masterKey })
  const one = await observer.open('calendly')
  await one.signIn()
  const agent = await observer.gateway.agent('Clerk', ['calendly'])
  const relay = await startHoldingRelay(one.provider.hosts['auth'] ?? '')
  const nodes: AppNode[] = []
  return {
    one,
    rows: new ConnectionRows(observer),
    relay,
    nodes,
    async startNode() {
      const running = runServer(settingsOf(databaseUrl, masterKey, one, relay), { ipc: true })
      const node = { ...running, url: await running.address }
      nodes.push(node)
      return node
    },
    call: (node, signal) => callTool(node, agent, signal),
    close: () => closeAll(nodes, relay, observer, place),
  }
}

/** Whether an answer to a call is the tool's result. */
export function isOk(answer: string): boolean {
  return answer.includes('structuredContent') && !answer.includes('isError')
}

function settingsOf(
  databaseUrl: string,
  masterKey: Buffer,
  { provider }: ConnectedApp,
  relay: HoldingRelay,
): Record<string, string> {
  const hosts = Object.entries({ ...provider.hosts, auth: relay.origin })
  return {
    DATABASE_URL: databaseUrl,
    JACKFIELD_MASTER_KEY: masterKey.toString('base64'),
    JACKFIELD_ALLOWED_HOSTS: '127.0.0.1',
    JACKFIELD_APP_HOSTS: hosts.map(([name, origin]) => `calendly.${name}=${origin}`).join(', '),
    JACKFIELD_LOG_LEVEL: 'warn',
  }
}

async function callTool(node: AppNode, agent: TestAgent, signal?: AbortSignal): Promise<string> {
  const message = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: { name: 'calendly_get_current_user', arguments: {} },
  }
  const headers = { authorization: `Bearer ${agent.secret}` }
  const response = await postMessage(`${node.url}/mcp/${agent.id}`, message, headers, signal)
  return response.ok
    ? JSON.stringify(await answerOf(response))
    : `HTTP ${response.status}: ${await response.text()}`
}

async function closeAll(
  nodes: AppNode[],
  relay: HoldingRelay,
  observer: AppHub,
  place: Awaited<ReturnType<typeof freshPlace>>,
): Promise<void> {
  for (const { child } of nodes) child.kill('SIGKILL')
  await Promise.all(nodes.map(({ exited }) => exited))
  await relay.close()
  await observer.close()
  await place.remove()
}
