import { sql } from 'kysely'
import type { Db, Tx } from '../context.ts'
import { newId } from '../ids.ts'
import { json } from '../storage/json.ts'
import { chainHash } from './chain-hash.ts'
import type { ChainedFields, StoredEvent } from './chain-hash.ts'
import { lockChainHeads } from './chain-heads.ts'
import type { ChainHead } from './chain-heads.ts'
import type { NewEvent } from './new-event.ts'
import { storableEvent } from './storable-event.ts'

/**
 * Appends events to the chains of their accounts, in the order given, as part of the caller's transaction. The
 * chains stay locked until it ends, so this belongs at its end.
 * @returns where the chains stand once it is committed
 */
export async function appendEvents(tx: Tx, events: NewEvent[]): Promise<Map<string, ChainHead>> {
  if (events.length === 0) return new Map()
  const heads = await lockChainHeads(
    tx,
    events.map((event) => event.accountId),
  )
  const stored = await appendBehind(tx, events, heads)
  if (stored.size !== heads.size) throw new Error('a chain moved although it was locked')
  return stored
}

/**
 * Appends events behind the heads that their chains are said to have, in one statement. An account whose chain has
 * another head by now gets none of its events.
 * @param heads of every account that has events
 * @returns the accounts whose events are stored, and where their chains stand then
 */
export async function appendBehind(
  db: Db,
  events: NewEvent[],
  heads: ReadonlyMap<string, ChainHead>,
): Promise<Map<string, ChainHead>> {
  const after = new Map([...heads].map(([accountId, head]) => [accountId, { ...head }]))
  const rows = Map.groupBy(chainEvents(events.map(storableEvent), after, new Date()), (row) => row.account_id)
  const chains = [...heads.values()].map((head) => {
    const { seq, hash } = headOf(after, head.account_id)
    return { ...head, new_seq: seq, new_hash: hash, events: rows.get(head.account_id) }
  })
  // All rows travel as one parameter: the statement stays the same however many there are.
  const { rows: moved } = await sql<{ account_id: string }>`
    select account_id from append_audit_events(${json(chains)}::json) as account_id`.execute(db)
  return new Map(moved.map(({ account_id }) => [account_id, headOf(after, account_id)]))
}

/** Gives each event its number and hash, and moves `heads` along. */
function chainEvents(events: NewEvent[], heads: Map<string, ChainHead>, at: Date): StoredEvent[] {
  return events.map((event) => {
    const head = headOf(heads, event.accountId)
    const fields = chainedFields(event, at, head)
    const hash = chainHash(fields)
    head.seq = fields.seq
    head.hash = hash
    return { ...fields, hash }
  })
}

function chainedFields(event: NewEvent, at: Date, head: ChainHead): ChainedFields {
  return {
    account_id: event.accountId,
    seq: head.seq + 1,
    id: newId('evt'),
    at,
    kind: event.kind,
    action: event.action,
    phase: event.phase,
    actor_type: event.actor.type,
    actor_id: event.actor.id,
    actor_name: event.actor.name,
    agent_id: event.agentId,
    connector_id: event.connectorId,
    tool: event.tool,
    call_id: event.callId,
    outcome: event.outcome,
    duration_ms: event.durationMs,
    detail: event.detail,
    prev_hash: head.hash,
  }
}

function headOf(heads: Map<string, ChainHead>, accountId: string): ChainHead {
  const head = heads.get(accountId)
  if (!head) throw new Error('the chain of an event was not locked')
  return head
}
