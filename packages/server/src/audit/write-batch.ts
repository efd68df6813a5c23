import { setTimeout as pause } from 'node:timers/promises'
import type { Tx } from '../context.ts'
import type { Database } from '../storage/database.ts'
import { appendEvents } from './append-events.ts'
import type { NewEvent } from './new-event.ts'
import { lockChainHeads } from './chain-heads.ts'
import { writeFailure } from './write-failure.ts'

/** Long enough for the pool to notice which of its connections are dead. */
const RETRY_AFTER_MS = 50

/** What became of one row: nothing to say when it is committed. */
export type Written = { error: unknown } | undefined

/**
 * Writes a batch of call rows in one transaction and answers for each row, in order. When the database refuses it,
 * each account's rows are written apart, so that one account's trouble stays its own. Never throws.
 */
export async function writeBatch(database: Database, events: NewEvent[]): Promise<Written[]> {
  const accounts = Map.groupBy(events, (event) => event.accountId)
  const together = await writeTogether(database, events)
  if (together === undefined || accounts.size === 1 || writeFailure(together.error) === 'connection')
    return events.map(() => together)
  const apart = new Map<string, Written>()
  for (const [accountId, own] of accounts) apart.set(accountId, await writeTogether(database, own))
  return events.map((event) => apart.get(event.accountId))
}

/** One transaction, tried a second time where that may help. */
async function writeTogether(database: Database, events: NewEvent[]): Promise<Written> {
  try {
    await database.db.transaction().execute((tx) => appendEvents(tx, events))
    return undefined
  } catch (error) {
    if (writeFailure(error) === 'rejected') return { error }
  }
  await pause(RETRY_AFTER_MS)
  try {
    await database.db.transaction().execute((tx) => appendMissing(tx, events))
    return undefined
  } catch (error) {
    return { error }
  }
}

/** A line that broke during the commit leaves open whether the rows are there; they must not stand there twice. */
async function appendMissing(tx: Tx, events: NewEvent[]): Promise<void> {
  // Should the first try still be committing, this waits for its end.
  await lockChainHeads(
    tx,
    events.map((event) => event.accountId),
  )
  const callIds = events.flatMap((event) => event.callId ?? [])
  const stored = await tx
    .selectFrom('audit_events')
    .select(['call_id', 'phase'])
    .where('call_id', 'in', callIds)
    .execute()
  const there = new Set(stored.map((row) => `${row.call_id} ${row.phase}`))
  await appendEvents(
    tx,
    events.filter((event) => !there.has(`${event.callId} ${event.phase}`)),
  )
}
