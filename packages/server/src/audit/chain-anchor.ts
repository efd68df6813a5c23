import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../context.ts'
import type { ChainHead } from './chain-heads.ts'

/** The action of the event that says that the events before a point were deleted. */
export const prunedAction = 'audit.pruned'

/** A point in a chain: the number and hash of one event. */
export type Position = Omit<ChainHead, 'account_id'>

/** What the event `audit.pruned` holds: the last event that may be gone, and what was asked for. */
const PrunedDetail = z.object({ last_seq: z.int().positive(), last_hash: z.string() })

/** An anchor as the detail of its event. */
export function anchorDetail({ seq, hash }: Position, before: Date): Record<string, unknown> {
  return { last_seq: seq, last_hash: hash, before: before.toISOString() } satisfies z.output<
    typeof PrunedDetail
  > & { before: string }
}

/**
 * The newest event of an account that allows the beginning of its chain to be missing, and up to which event;
 * undefined when everything must be there. The anchor is an event of the chain like any other, so whoever made it
 * is on record, and it cannot be changed later.
 */
export async function readAnchor(db: Db, accountId: string): Promise<Position | undefined> {
  const { rows } = await sql<{ detail: unknown }>`
    select detail from audit_events
    where account_id = ${accountId} and action = ${sql.lit(prunedAction)} and kind = 'change'
    order by seq desc limit 1`.execute(db)
  const detail = PrunedDetail.safeParse(rows[0]?.detail)
  return detail.success ? { seq: detail.data.last_seq, hash: detail.data.last_hash } : undefined
}
