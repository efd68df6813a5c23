import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testedDialect } from '../databases/fresh-database.ts'
import { textOf } from '../gateway/start-gateway.ts'
import { connectSdk1, connectSdk2 } from '../upstreams/sdk-clients.ts'
import { GRACE_MS, startCluster } from './cluster.ts'
import type { Cluster, ClusterAgent } from './cluster.ts'
import { findLosses } from './find-losses.ts'
import { startLoad } from './load.ts'
import type { LoadCall } from './load.ts'
import { seededRandom } from './seeded-random.ts'

/** Longer than a node goes on after SIGTERM: such a call ends while the node takes nothing new any more. */
const LONG_CALL_MS = GRACE_MS + 1000

describe.runIf(testedDialect() === 'postgres')('a rolling restart', () => {
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await startCluster()
  })
  afterAll(() => cluster.close())

  it(
    'loses no call in flight, of whatever client, and ends open streams in order',
    { timeout: 120_000 },
    async () => {
      const before = await Promise.all([cluster.startNode(), cluster.startNode(), cluster.startNode()])
      const [first, second] = cluster.agents as [ClusterAgent, ClusterAgent]
      const load = startLoad(cluster.agents, 6, seededRandom(1))
      const callers = await Promise.all([
        startSdkCaller(1, first, LONG_CALL_MS),
        startSdkCaller(2, second, LONG_CALL_MS),
        startSdkCaller(2, first, 300),
      ])
      const listeners = await Promise.all([startListener(first), startListener(first), startListener(second)])

      for (const node of before) {
        const [code] = await Promise.all([cluster.endNode(node, 'SIGTERM'), cluster.startNode()])
        expect(code, node.printed.err).toBe(0)
      }
      const ended = await Promise.all(listeners.map((listener) => listener.stop()))
      await Promise.all([load.stop(), ...callers.map((caller) => caller.stop())])
      const calls = [load.calls, ...callers.map((caller) => caller.calls)].flat()
      const after = cluster.nodes.slice(before.length)
      expect(await Promise.all(after.map((node) => cluster.endNode(node, 'SIGTERM')))).toEqual([0, 0, 0])

      expect(calls.filter(({ failure }) => failure !== undefined)).toEqual([])
      for (const caller of callers) expect(caller.calls.length).toBeGreaterThanOrEqual(before.length)
      expect(await findLosses(cluster, calls)).toEqual([])
      // Three streams on three nodes, each of which was restarted.
      expect(ended.flat().length).toBeGreaterThanOrEqual(before.length)
      expect(new Set(ended.flat())).toEqual(new Set(['graceful']))
    },
  )
})

/** Calls tools that take their time, one after the other, with an official client. */
async function startSdkCaller(sdk: 1 | 2, agent: ClusterAgent, ms: number) {
  const address = { url: agent.endpoint, headers: { authorization: `Bearer ${agent.secret}` } }
  const client = await (sdk === 1 ? connectSdk1(address) : connectSdk2(address))
  const calls: LoadCall[] = []
  const stopping = new AbortController()
  const work = async () => {
    while (!stopping.signal.aborted) {
      const call: LoadCall = {
        ref: `sdk-${sdk}-${ms}-${calls.length}`,
        tool: 'append',
        agent,
        sentAt: performance.now(),
      }
      calls.push(call)
      const params = { name: 'ledger__append', arguments: { ref: call.ref, ms } }
      const text = await client.callTool(params).then(textOf, String)
      if (text === `done ${call.ref}`) call.acknowledgedAt = performance.now()
      else call.failure = text
    }
  }
  const working = work()
  return {
    calls,
    async stop() {
      stopping.abort()
      await working
      await client.close()
    },
  }
}

/** Listens for changes, again and again. `stop` answers how each stream had ended that the hub ended. */
async function startListener(agent: ClusterAgent) {
  const client = await connectSdk2({
    url: agent.endpoint,
    headers: { authorization: `Bearer ${agent.secret}` },
  })
  const ended: string[] = []
  let stopping = false
  const listen = () => client.listen({ toolsListChanged: true })
  let stream = await listen()
  const work = async () => {
    for (;;) {
      const how = await stream.closed
      if (stopping) return
      ended.push(how)
      stream = await listen()
    }
  }
  const working = work()
  return {
    async stop() {
      stopping = true
      await stream.close()
      await working
      await client.close()
      return ended
    },
  }
}
