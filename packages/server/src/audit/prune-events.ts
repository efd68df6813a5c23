import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { anchorDetail, prunedAction } from './chain-anchor.ts'
import type { Position } from './chain-anchor.ts'
import { commitChange } from './commit-change.ts'

/** One statement holds its locks, and on the embedded database everybody, for a moment only. */
const BATCH_ROWS = 2000

export interface PruneEvents {
  ctx: Context
  /** Events from then on stay. */
  before: Date
  /** Stops between two batches; the next run goes on. */
  signal?: AbortSignal
}

/**
 * Deletes the oldest events of an account, up to the first one that is young enough. An event of its own records
 * first up to which event the log may be missing, with that event's hash: what is still there is verified from its
 * first row on, also when the deletion stops half-way. Answers how many were deleted.
 */
export async function pruneEvents({ ctx, before, signal }: PruneEvents): Promise<number> {
  const last = await lastBefore(ctx, before)
  if (!last) return 0
  await commitChange(ctx, async (_tx, record) =>
    record({ action: prunedAction, detail: anchorDetail(last, before) }),
  )
  const isStopped = () => signal?.aborted === true
  let deleted = 0
  let batch = BATCH_ROWS
  while (batch === BATCH_ROWS && !isStopped()) {
    batch = await deleteBatch(ctx, last.seq)
    deleted += batch
  }
  return deleted
}

/** Accounts whose oldest event is older than `before`. */
export async function accountsToPrune(ctx: Pick<Context, 'db'>, before: Date): Promise<string[]> {
  const { rows } = await sql<{ account_id: string }>`
    select chain.account_id from audit_chains as chain, lateral (
      select at from audit_events where account_id = chain.account_id order by seq limit 1
    ) as oldest
    where oldest.at < ${before} order by chain.account_id`.execute(ctx.db)
  return rows.map((row) => row.account_id)
}

/**
 * The event before the first that stays. In the order of the chain, not of time: the clocks of nodes differ by a
 * little, and a chain has no gaps.
 */
async function lastBefore({ db, accountId }: Context, before: Date): Promise<Position | undefined> {
  const { rows } = await sql<Position>`
    select seq, hash from audit_events
    where account_id = ${accountId} and seq < coalesce((
      select seq from audit_events where account_id = ${accountId} and at >= ${before} order by seq limit 1
    ), ${sql.lit(Number.MAX_SAFE_INTEGER)})
    order by seq desc limit 1`.execute(db)
  return rows[0]
}

async function deleteBatch({ db, accountId }: Context, lastSeq: number): Promise<number> {
  const { rows } = await sql<{ deleted: number }>`
    with gone as (
      delete from audit_events where account_id = ${accountId} and seq in (
        select seq from audit_events where account_id = ${accountId} and seq <= ${lastSeq} order by seq limit ${BATCH_ROWS}
      ) returning 1
    ) select count(*) as deleted from gone`.execute(db)
  return rows[0]?.deleted ?? 0
}
