import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '../apps/until.ts'
import { testedDialect } from '../databases/fresh-database.ts'
import { isOk, startAppCluster } from './app-cluster.ts'
import type { AppCluster, AppNode } from './app-cluster.ts'
import { killAroundRenewal, planKill } from './kill-around-renewal.ts'
import { seededRandom } from './seeded-random.ts'

/** `npm run chaos` has more of them. */
const rounds = Number(process.env['CHAOS_ROUNDS'] ?? 4)
const seed = Number(process.env['CHAOS_SEED'] ?? Date.now() % 1_000_000)
const CALLS = 200

describe.runIf(testedDialect() === 'postgres')('renewals on three nodes', { timeout: 120_000 }, () => {
  let cluster: AppCluster
  let nodes: AppNode[]
  beforeAll(async () => {
    cluster = await startAppCluster()
    nodes = await Promise.all([cluster.startNode(), cluster.startNode(), cluster.startNode()])
  }, 60_000)
  afterAll(() => cluster.close())

  const nodeAt = (index: number) => nodes[index % nodes.length] as AppNode

  it.each(['is refused', 'is known to have ended'])(
    `CON-21: ${CALLS} calls at once on a token that %s are one renewal, and none fails`,
    async (how) => {
      await Promise.all(nodes.map((node) => cluster.call(node)))
      const { refreshes, tokenRequests } = cluster.one.provider
      cluster.one.provider.expireAccessTokens()
      if (how !== 'is refused') await cluster.rows.set(cluster.one, { expires_at: new Date() })
      const answers = await Promise.all(
        Array.from({ length: CALLS }, (_, index) => cluster.call(nodeAt(index))),
      )
      expect(answers.filter((answer) => !isOk(answer))).toEqual([])
      expect(cluster.one.provider.refreshes - refreshes).toBe(1)
      expect(cluster.one.provider.tokenRequests - tokenRequests).toBe(1)
    },
  )

  it('CON-21: a node that is told to end stores what it renews, though the caller has left', async () => {
    const [node, other] = [nodeAt(0), nodeAt(1)]
    const { refreshes } = cluster.one.provider
    cluster.one.provider.expireAccessTokens()
    const held = cluster.relay.holdNext('answer')
    const leaving = new AbortController()
    const call = cluster.call(node, leaving.signal).catch(String)
    await held
    leaving.abort()
    await call
    node.child.kill('SIGTERM')
    await until(() => refuses(node))
    await pause(300)
    cluster.relay.letGo()
    expect(await node.exited, node.printed.err).toBe(0)
    expect(isOk(await cluster.call(other))).toBe(true)
    expect(cluster.one.provider.refreshes - refreshes).toBe(1)
    nodes = [other, nodeAt(2), await cluster.startNode()]
  })

  it(
    `CON-21, STA-5: kill -9 around a renewal ${rounds} times: renewed, or a person is asked and told why`,
    { timeout: 60_000 + rounds * 10_000 },
    async () => {
      const random = seededRandom(seed)
      const counts: Record<string, number> = {}
      for (let round = 0; round < rounds; round++) {
        const [victim, other, third] = nodes as [AppNode, AppNode, AppNode]
        const starting = cluster.startNode()
        const plan = planKill(random, rounds > 10 && round === 0)
        const end = await killAroundRenewal(cluster, { victim, other, third }, plan).catch(
          (error: unknown) => {
            throw new Error(`${JSON.stringify(plan)}, round ${round}, CHAOS_SEED=${seed}`, { cause: error })
          },
        )
        counts[`${plan.moment}: ${end}`] = (counts[`${plan.moment}: ${end}`] ?? 0) + 1
        nodes = [other, third, await starting]
      }
      expect(nodes).toHaveLength(3)
      console.log(`kill -9 around ${rounds} renewals, seed ${seed}: ${JSON.stringify(counts)}`)
    },
  )
})

function refuses({ url }: AppNode): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ status }) => status === 503,
    () => true,
  )
}
