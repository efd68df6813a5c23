import { setTimeout as pause } from 'node:timers/promises'
import type { LRUCache } from 'lru-cache'
import type { Tx } from '../context.ts'
import type { Database } from '../storage/database.ts'
import { appendBehind, appendEvents } from './append-events.ts'
import type { NewEvent } from './new-event.ts'
import { lockChainHeads } from './chain-heads.ts'
import type { ChainHead } from './chain-heads.ts'
import { writeFailure } from './write-failure.ts'

/** Long enough for the pool to notice which of its connections are dead. */
const RETRY_AFTER_MS = 50

/** What became of one row: nothing to say when it is committed. */
export type Written = { error: unknown } | undefined

/** Where the chains stood when this process last wrote to them. */
export type KnownHeads = LRUCache<string, ChainHead>

/**
 * Writes a batch of call rows, mostly in one statement, and answers for each row, in order. When the database refuses
 * it, each account's rows are written apart, so that one account's trouble stays its own. Never throws.
 */
export async function writeBatch(
  database: Database,
  events: NewEvent[],
  known: KnownHeads,
): Promise<Written[]> {
  const { stored, doubtful } = await writeBehind(database, events, known)
  const rest = events.filter((event) => !stored.has(event.accountId))
  const written = rest.length > 0 ? await writeLocked(database, rest, known, doubtful) : new Map()
  return events.map((event) => written.get(event.accountId))
}

/**
 * The quick way, for accounts whose head is known.
 * @returns the accounts whose rows are stored; `doubtful` when others may be stored too
 */
async function writeBehind(
  database: Database,
  events: NewEvent[],
  known: KnownHeads,
): Promise<{ stored: ReadonlyMap<string, ChainHead>; doubtful: boolean }> {
  const heads = new Map<string, ChainHead>()
  for (const { accountId } of events) {
    const head = known.get(accountId)
    if (head) heads.set(accountId, head)
    // Whatever happens, it will not stand there any more.
    known.delete(accountId)
  }
  if (heads.size === 0) return { stored: new Map(), doubtful: false }
  try {
    const own = events.filter((event) => heads.has(event.accountId))
    const stored = await appendBehind(database.db, own, heads)
    remember(known, stored)
    return { stored, doubtful: false }
  } catch (error) {
    return { stored: new Map(), doubtful: writeFailure(error) === 'connection' }
  }
}

/** What became of each account's rows. */
async function writeLocked(
  database: Database,
  events: NewEvent[],
  known: KnownHeads,
  doubtful: boolean,
): Promise<Map<string, Written>> {
  const accounts = Map.groupBy(events, (event) => event.accountId)
  const together = await writeTogether(database, events, known, doubtful)
  if (together === undefined || accounts.size === 1 || writeFailure(together.error) === 'connection')
    return new Map([...accounts.keys()].map((accountId) => [accountId, together]))
  const apart = new Map<string, Written>()
  for (const [accountId, own] of accounts)
    apart.set(accountId, await writeTogether(database, own, known, doubtful))
  return apart
}

/** One transaction, tried a second time where that may help. */
async function writeTogether(
  database: Database,
  events: NewEvent[],
  known: KnownHeads,
  doubtful: boolean,
): Promise<Written> {
  if (!doubtful) {
    try {
      await writeOnce(database, events, known, appendEvents)
      return undefined
    } catch (error) {
      if (writeFailure(error) === 'rejected') return { error }
    }
  }
  await pause(RETRY_AFTER_MS)
  try {
    await writeOnce(database, events, known, appendMissing)
    return undefined
  } catch (error) {
    return { error }
  }
}

async function writeOnce(
  database: Database,
  events: NewEvent[],
  known: KnownHeads,
  append: typeof appendEvents,
): Promise<void> {
  const heads = await database.db.transaction().execute((tx) => append(tx, events))
  remember(known, heads)
}

function remember(known: KnownHeads, heads: ReadonlyMap<string, ChainHead>): void {
  for (const [accountId, head] of heads) known.set(accountId, head)
}

/** A line that broke during the commit leaves open whether the rows are there; they must not stand there twice. */
async function appendMissing(tx: Tx, events: NewEvent[]): Promise<Map<string, ChainHead>> {
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
  return appendEvents(
    tx,
    events.filter((event) => !there.has(`${event.callId} ${event.phase}`)),
  )
}
