import { randomBytes } from 'node:crypto'
import type { Api } from '../api.ts'
import { freshPlace } from '../databases/fresh-database.ts'
import { bodyOf } from '../gateway/start-gateway.ts'
import { runServer } from '../http/run-server.ts'
import type { ServerProcess } from '../http/run-server.ts'
import { startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'
import { startBalancer } from './balancer.ts'
import type { Balancer } from './balancer.ts'
import { startCountingUpstream } from './counting-upstream.ts'
import type { CountingUpstream } from './counting-upstream.ts'

/** A hub in a process of its own, behind the balancer. */
export interface ClusterNode extends ServerProcess {
  /** Told apart from the one that ran before in its place. */
  name: string
  /** The signal that was sent to end it, and `performance.now()` of then. */
  ended?: { signal: 'SIGTERM' | 'SIGKILL'; at: number }
}

/** An agent of one of the accounts. */
export interface ClusterAgent {
  /** Its endpoint, by way of the balancer. */
  endpoint: string
  secret: string
  /** The owner of its account, on a hub that stays. */
  owner: Api
}

/** Several hubs on one PostgreSQL, an upstream that counts, and two accounts with an agent each. */
export interface Cluster {
  balancer: Balancer
  upstream: CountingUpstream
  agents: ClusterAgent[]
  /** All that were ever started. */
  nodes: ClusterNode[]
  /** A hub on the same database that the balancer does not know: the tests look around in it. */
  observer: TestHub
  /** Resolves when the node is ready. */
  startNode(): Promise<ClusterNode>
  /** Sends the signal; resolves with the exit code. */
  endNode(node: ClusterNode, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
  close(): Promise<void>
}

/** How long a node goes on after SIGTERM: many probes of the balancer, which a busy machine holds up. */
export const GRACE_MS = 3000

export async function startCluster(): Promise<Cluster> {
  const place = await freshPlace()
  const masterKey = randomBytes(32)
  const databaseUrl = place.options.url ?? ''
  const [balancer, upstream] = await Promise.all([startBalancer(), startCountingUpstream()])
  const observer = await startHub({ config: { databaseUrl, masterKey, allowedHosts: '127.0.0.1' } })
  const owners = [observer.owner, await observer.secondAccount()]
  const agents = await Promise.all(owners.map((owner) => addAgent(owner, upstream.url, balancer.url)))
  const nodes: ClusterNode[] = []
  const settings = {
    DATABASE_URL: databaseUrl,
    JACKFIELD_MASTER_KEY: masterKey.toString('base64'),
    JACKFIELD_ALLOWED_HOSTS: '127.0.0.1',
    JACKFIELD_PUBLIC_URL: balancer.url,
    JACKFIELD_LOG_LEVEL: 'warn',
    JACKFIELD_SHUTDOWN_GRACE_MS: String(GRACE_MS),
  }
  return {
    balancer,
    upstream,
    agents,
    nodes,
    observer,
    async startNode() {
      const node = { ...runServer(settings, { ipc: true }), name: `node-${nodes.length}` }
      nodes.push(node)
      balancer.add({ name: node.name, url: await node.address })
      while (!balancer.ready().includes(node.name)) await new Promise((resolve) => setTimeout(resolve, 10))
      return node
    },
    async endNode(node, signal) {
      node.ended = { signal, at: performance.now() }
      node.child.kill(signal)
      const code = await node.exited
      balancer.remove(node.name)
      return code
    },
    async close() {
      for (const { child } of nodes) child.kill('SIGKILL')
      await Promise.all(nodes.map(({ exited }) => exited))
      await balancer.close()
      await observer.close()
      await upstream.close()
      await place.remove()
    },
  }
}

async function addAgent(owner: Api, upstreamUrl: string, publicUrl: string): Promise<ClusterAgent> {
  const connector = { name: 'Ledger', url: upstreamUrl, acknowledged: true, trust_hints: true }
  bodyOf(await owner.post('/connectors/custom', connector), 201)
  const { id, version } = bodyOf<{ id: string; version: number }>(
    await owner.post('/agents', { name: 'Clerk' }),
    201,
  )
  bodyOf(await owner.put(`/agents/${id}/toggles`, { version, toggles: { ledger: 'on' } }))
  const { secret } = bodyOf<{ secret: string }>(await owner.post(`/agents/${id}/keys`, { name: 'key' }), 201)
  return { endpoint: `${publicUrl}/mcp/${id}`, secret, owner }
}
