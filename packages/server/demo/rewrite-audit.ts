import { sql } from 'kysely'
import type { Tx } from '../src/context.ts'
import { chainHash, genesisHash } from '../src/audit/chain-hash.ts'
import type { StoredEvent } from '../src/audit/chain-hash.ts'
import { lockChainHeads } from '../src/audit/chain-heads.ts'
import { json } from '../src/storage/json.ts'
import type { StoryTime } from './story-time.ts'

const BATCH_ROWS = 3000

/** An event that has no place in the chain yet. */
export type UnchainedEvent = Omit<StoredEvent, 'account_id' | 'seq' | 'prev_hash' | 'hash'>

/**
 * Writes the log of an account anew, in the order of the story: what its people did, and what its agents called in
 * between. It is chained from its first event on by the rules of every log, so that it verifies. Only a demo that was
 * made just now may do this: it deletes the log as it was.
 */
export async function rewriteAudit(
  tx: Tx,
  accountId: string,
  time: StoryTime,
  past: UnchainedEvent[],
): Promise<void> {
  await lockChainHeads(tx, [accountId])
  const done = await tx
    .deleteFrom('audit_events')
    .where('account_id', '=', accountId)
    .returningAll()
    .execute()
  const told = done
    .toSorted((one, other) => one.seq - other.seq)
    .map((event) => ({ ...event, at: time.tell(event.at) }))
  const events = [...told, ...past].toSorted((one, other) => one.at.getTime() - other.at.getTime())
  let head = { seq: 0, hash: genesisHash }
  await tx.updateTable('audit_chains').set(head).where('account_id', '=', accountId).execute()
  for (let from = 0; from < events.length; from += BATCH_ROWS) {
    const rows = chained(accountId, events.slice(from, from + BATCH_ROWS), head)
    const last = rows.at(-1) ?? head
    const chain = { account_id: accountId, ...head, new_seq: last.seq, new_hash: last.hash, events: rows }
    await sql`select append_audit_events(${json([chain])}::json)`.execute(tx)
    head = { seq: last.seq, hash: last.hash }
  }
}

function chained(
  accountId: string,
  events: UnchainedEvent[],
  head: { seq: number; hash: string },
): StoredEvent[] {
  let { seq, hash } = head
  return events.map((event) => {
    seq += 1
    const fields = { ...event, account_id: accountId, seq, prev_hash: hash }
    hash = chainHash(fields)
    return { ...fields, hash }
  })
}
