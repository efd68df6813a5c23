import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { testedDialect } from '../databases/fresh-database.ts'
import { startCluster } from './cluster.ts'
import type { Cluster, ClusterNode } from './cluster.ts'
import { findLosses } from './find-losses.ts'
import { startLoad } from './load.ts'
import type { LoadCall } from './load.ts'
import { seededRandom } from './seeded-random.ts'

/** `npm run chaos` has more of them. */
const rounds = Number(process.env['CHAOS_ROUNDS'] ?? 6)
const seed = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000)
const CALLERS = 8

describe.runIf(testedDialect() === 'postgres')('chaos', () => {
  it(
    `three nodes, ${rounds} times kill -9 or SIGTERM under load: nothing is lost, nothing is done twice`,
    { timeout: 60_000 + rounds * 10_000 },
    async () => {
      const cluster = await startCluster()
      try {
        const random = seededRandom(seed)
        const nodes = await Promise.all([cluster.startNode(), cluster.startNode(), cluster.startNode()])
        const load = startLoad(cluster.agents, CALLERS, seededRandom(seed + 1))
        await endAtRandom(cluster, new Set(nodes), random)
        await load.stop()
        const running = cluster.nodes.filter(
          ({ child }) => child.exitCode === null && child.signalCode === null,
        )
        await Promise.all(running.map((node) => endInOrder(cluster, node)))
        tell(cluster, load.calls)
        expect(unexplained(cluster, load.calls), `CHAOS_SEED=${seed}`).toEqual([])
        expect(await findLosses(cluster, load.calls), `CHAOS_SEED=${seed}`).toEqual([])
      } finally {
        await cluster.close()
      }
    },
  )
})

/** Ends one node after the other; each is replaced at once, and two are up whenever the next is ended. */
async function endAtRandom(cluster: Cluster, up: Set<ClusterNode>, random: () => number): Promise<void> {
  const working = new Set<Promise<unknown>>()
  const track = (work: Promise<unknown>) => {
    const tracked = work.finally(() => working.delete(tracked))
    working.add(tracked)
  }
  for (let round = 0; round < rounds; round++) {
    await pause(random() * 150)
    while (up.size < 2) await Promise.race(working)
    const node = [...up][Math.floor(random() * up.size)] as ClusterNode
    up.delete(node)
    track(random() < 0.6 ? cluster.endNode(node, 'SIGKILL') : endInOrder(cluster, node))
    track(cluster.startNode().then((started) => up.add(started)))
  }
  await Promise.all(working)
}

async function endInOrder(cluster: Cluster, node: ClusterNode): Promise<void> {
  const code = await cluster.endNode(node, 'SIGTERM')
  expect(code, `${node.name} after SIGTERM: ${node.printed.err}`).toBe(0)
}

/** Calls that failed though their node was not killed. */
function unexplained(cluster: Cluster, calls: LoadCall[]): string[] {
  const nodes = new Map(cluster.nodes.map((node) => [node.name, node]))
  return calls
    .filter((call) => call.acknowledgedAt === undefined)
    .map((call) => ({ ...call, node: nodes.get(cluster.balancer.givenTo(call.ref) ?? '') }))
    .filter(({ node }) => node?.ended?.signal !== 'SIGKILL')
    .map(({ ref, node, failure, sentAt, failedAt }) => {
      const since = (at = 0) => Math.round(at - (node?.ended?.at ?? 0))
      return `${ref} on ${node?.name}, sent ${since(sentAt)} ms after SIGTERM, failed ${since(failedAt)} ms after it: ${failure}`
    })
}

function tell({ nodes }: Cluster, calls: LoadCall[]): void {
  const acknowledged = calls.filter((call) => call.acknowledgedAt !== undefined).length
  const killed = nodes.filter(({ ended }) => ended?.signal === 'SIGKILL').length
  console.log(
    `chaos, seed ${seed}: ${nodes.length} nodes, ${killed} of them killed; ${calls.length} calls, ${acknowledged} acknowledged`,
  )
}
