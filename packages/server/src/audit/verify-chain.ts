import type { AuditVerification } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { chainHash, genesisHash } from './chain-hash.ts'
import type { StoredEvent } from './chain-hash.ts'
import type { ChainHead } from './chain-heads.ts'
import { readEvents } from './read-events.ts'

type Verification = z.output<typeof AuditVerification>

/**
 * Reads the account's whole log and recomputes its chain. `broken_at` is the first number at which an event is
 * missing, misplaced or not as it was written; `events` says how many before it hold.
 *
 * Whoever can write to the database can also forge a whole new chain, or cut off its end and set the head back.
 * Against that, compare the newest hash with one that was exported before.
 */
export async function verifyChain({ ctx }: { ctx: Context }): Promise<Verification> {
  authorise(ctx, 'audit.read')
  const { head, newest } = await readHead(ctx)
  const reached: Position = { seq: 0, hash: genesisHash }
  for await (const batch of readEvents(ctx, {}, head.seq)) {
    if (!batch.every((event) => follows(reached, event))) return broken(reached)
  }
  if (reached.seq !== head.seq || reached.hash !== head.hash || newest > head.seq) return broken(reached)
  return { ok: true, events: reached.seq, broken_at: null }
}

type Position = Omit<ChainHead, 'account_id'>

/** Whether `event` is the one that comes after `reached`, which then moves on to it. */
function follows(reached: Position, event: StoredEvent): boolean {
  const fits =
    event.seq === reached.seq + 1 && event.prev_hash === reached.hash && event.hash === chainHash(event)
  if (!fits) return false
  reached.seq = event.seq
  reached.hash = event.hash
  return true
}

function broken(reached: Position): Verification {
  return { ok: false, events: reached.seq, broken_at: reached.seq + 1 }
}

/** The chain's head and the newest event's number, as they stand at the same moment. */
async function readHead(ctx: Context): Promise<{ head: Position; newest: number }> {
  const { rows } = await sql<{ seq: number | null; hash: string | null; newest: number | null }>`
    select chain.seq, chain.hash,
      (select max(seq) from audit_events where account_id = ${ctx.accountId}) as newest
    from (select) as always left join audit_chains as chain on chain.account_id = ${ctx.accountId}`.execute(
    ctx.db,
  )
  const row = rows[0]
  return { head: { seq: row?.seq ?? 0, hash: row?.hash ?? genesisHash }, newest: row?.newest ?? 0 }
}
