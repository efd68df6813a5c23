import type { AuditVerification } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { readAnchor } from './chain-anchor.ts'
import type { Position } from './chain-anchor.ts'
import { chainHash, genesisHash } from './chain-hash.ts'
import type { StoredEvent } from './chain-hash.ts'
import { readEvents } from './read-events.ts'

/** Whose chain to read, who asks, and where it is. */
type ChainContext = Pick<Context, 'accountId' | 'actor' | 'db'>

type Verification = z.output<typeof AuditVerification>

/**
 * Reads the account's whole log and recomputes its chain. `broken_at` is the first number at which an event is
 * missing, misplaced or not as it was written; `events` says how many before it hold. Where an event of the chain
 * says that the oldest ones were deleted, the chain may begin later: `pruned_before` is the first number it has.
 *
 * Whoever can write to the database can also forge a whole new chain, or cut off its end and set the head back.
 * Against that, compare the newest hash with one that was exported before.
 */
export async function verifyChain({ ctx }: { ctx: ChainContext }): Promise<Verification> {
  authorise(ctx, 'audit.read')
  while (true) {
    const beginning = await readBeginning(ctx)
    const found = await walkChain(ctx, beginning.anchor)
    // Events that were deleted after their time meanwhile are no gap.
    if (found.ok || beginning.oldest === (await readBeginning(ctx)).oldest) return found
  }
}

async function walkChain(ctx: ChainContext, anchor: Position | undefined): Promise<Verification> {
  const { head, newest } = await readHead(ctx)
  const walk = newWalk(anchor)
  for await (const batch of readEvents(ctx, {}, head.seq)) {
    if (!batch.every((event) => follows(walk, event))) return broken(walk)
  }
  const { reached } = walk
  if (reached.seq !== head.seq || reached.hash !== head.hash || newest > head.seq) return broken(walk)
  return { ok: true, events: reached.seq - walk.gone, broken_at: null, ...pruned(walk) }
}

/** How far the events were followed. */
interface Walk {
  /** Up to here the chain may be missing, and this is the hash that it had there. */
  anchor: Position | undefined
  reached: Position
  /** Events that are missing from the beginning. */
  gone: number
}

function newWalk(anchor: Position | undefined): Walk {
  return { anchor, reached: { seq: 0, hash: genesisHash }, gone: 0 }
}

/** Whether `event` is the one that comes after what was reached, which then moves on to it. */
function follows(walk: Walk, event: StoredEvent): boolean {
  if (walk.reached.seq === 0) beginAt(walk, event)
  const { reached, anchor } = walk
  const fits =
    event.seq === reached.seq + 1 && event.prev_hash === reached.hash && event.hash === chainHash(event)
  if (!fits || (event.seq === anchor?.seq && event.hash !== anchor.hash)) return false
  walk.reached = { seq: event.seq, hash: event.hash }
  return true
}

/**
 * A beginning that may be missing is taken as the first event says it was. What still stands before the anchor is
 * held by the anchor's hash, which the walk must come past.
 */
function beginAt(walk: Walk, first: StoredEvent): void {
  const { anchor } = walk
  const gone = first.seq - 1
  if (!anchor || gone < 1 || gone > anchor.seq) return
  walk.reached = gone === anchor.seq ? anchor : { seq: gone, hash: first.prev_hash }
  walk.gone = gone
}

function broken(walk: Walk): Verification {
  const { reached, gone } = walk
  return { ok: false, events: reached.seq - gone, broken_at: reached.seq + 1, ...pruned(walk) }
}

function pruned({ gone }: Walk): Pick<Verification, 'pruned_before'> {
  return gone > 0 ? { pruned_before: gone + 1 } : {}
}

/** Up to where the chain may be missing, and the number with which it begins now. */
async function readBeginning(ctx: ChainContext): Promise<{ anchor: Position | undefined; oldest: number }> {
  const { rows } = await sql<{ oldest: number | null }>`
    select min(seq) as oldest from audit_events where account_id = ${ctx.accountId}`.execute(ctx.db)
  // In this order: an anchor is there before anything is deleted.
  return { oldest: rows[0]?.oldest ?? 0, anchor: await readAnchor(ctx.db, ctx.accountId) }
}

/** The chain's head and the newest event's number, as they stand at the same moment. */
async function readHead(ctx: ChainContext): Promise<{ head: Position; newest: number }> {
  const { rows } = await sql<{ seq: number | null; hash: string | null; newest: number | null }>`
    select chain.seq, chain.hash,
      (select max(seq) from audit_events where account_id = ${ctx.accountId}) as newest
    from (select) as always left join audit_chains as chain on chain.account_id = ${ctx.accountId}`.execute(
    ctx.db,
  )
  const row = rows[0]
  return { head: { seq: row?.seq ?? 0, hash: row?.hash ?? genesisHash }, newest: row?.newest ?? 0 }
}
