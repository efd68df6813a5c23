import type { Cluster } from './cluster.ts'
import type { LoadCall } from './load.ts'

/** A read's row is committed within 100 ms of its answer (DESIGN section 5); the rest is for a machine that is busy. */
const READ_WINDOW_MS = 1000

/**
 * What was lost or done twice, in words; empty when all is well. Call it when all nodes have ended.
 *
 * - a write reaches the upstream at most once, and exactly once when it was acknowledged
 * - a write that reached the upstream has its intent on record, an acknowledged one its outcome too
 * - an acknowledged read is on record, unless its node was killed before it could be
 * - nothing is on record twice, and every account's chain holds
 */
export async function findLosses(cluster: Cluster, calls: LoadCall[]): Promise<string[]> {
  const rows = await countRows(cluster)
  const nodeOf = ({ ref }: LoadCall) => cluster.balancer.givenTo(ref) ?? ''
  const killedAt = new Map(
    cluster.nodes.flatMap(({ name, ended }) =>
      ended?.signal === 'SIGKILL' ? [[name, ended.at] as const] : [],
    ),
  )
  const problems = calls.flatMap((call) => {
    const found = {
      written: cluster.upstream.writes.get(call.ref) ?? 0,
      intents: rows.get(`${call.ref} intent`) ?? 0,
      outcomes: rows.get(`${call.ref} outcome`) ?? 0,
    }
    const wrong =
      call.tool === 'append' ? judgeWrite(call, found) : judgeRead(call, found, killedAt.get(nodeOf(call)))
    return wrong.map((what) => `${call.ref} on ${nodeOf(call)}: ${what} (${JSON.stringify(found)})`)
  })
  for (const { owner } of cluster.agents) {
    const { body } = await owner.get('/audit/verify')
    if (!(body as { ok?: boolean }).ok) problems.push(`a chain is broken: ${JSON.stringify(body)}`)
  }
  return problems
}

interface Found {
  written: number
  intents: number
  outcomes: number
}

function judgeWrite(call: LoadCall, { written, intents, outcomes }: Found): string[] {
  const acknowledged = call.acknowledgedAt !== undefined
  return [
    ...(written > 1 ? ['written more than once'] : []),
    ...(acknowledged && written === 0 ? ['acknowledged and not written'] : []),
    ...(written > 0 && intents === 0 ? ['written without an intent'] : []),
    ...(acknowledged && outcomes === 0 ? ['acknowledged without an outcome'] : []),
    ...(intents > 1 || outcomes > 1 ? ['recorded more than once'] : []),
  ]
}

function judgeRead(call: LoadCall, { outcomes }: Found, killedAt: number | undefined): string[] {
  if (outcomes > 1) return ['recorded more than once']
  if (call.acknowledgedAt === undefined || outcomes === 1) return []
  return killedAt !== undefined && killedAt - call.acknowledgedAt < READ_WINDOW_MS
    ? []
    : ['acknowledged and not recorded']
}

/** How many rows there are of each call and phase, as `<ref> <phase>`. */
async function countRows({ observer }: Cluster): Promise<Map<string, number>> {
  const rows = await observer.services.database.db
    .selectFrom('audit_events')
    .select(['phase', 'detail'])
    .where('kind', '=', 'call')
    .execute()
  const counts = new Map<string, number>()
  for (const { phase, detail } of rows) {
    const key = `${(detail as { arguments?: { ref?: string } }).arguments?.ref} ${phase}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
