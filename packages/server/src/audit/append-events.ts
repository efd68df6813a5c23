import { sql } from 'kysely'
import type { Tx } from '../context.ts'
import { newId } from '../ids.ts'
import { json } from '../storage/json.ts'
import { chainHash } from './chain-hash.ts'
import type { ChainedFields, StoredEvent } from './chain-hash.ts'
import { lockChainHeads, moveChainHeads } from './chain-heads.ts'
import type { ChainHead } from './chain-heads.ts'
import type { NewEvent } from './new-event.ts'
import { storableEvent } from './storable-event.ts'

/**
 * Appends events to the chains of their accounts, in the order given, as part of the caller's transaction. The
 * chains stay locked until it ends, so this belongs at its end.
 */
export async function appendEvents(tx: Tx, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return
  const storable = events.map(storableEvent)
  const heads = await lockChainHeads(
    tx,
    storable.map((event) => event.accountId),
  )
  await insertEvents(tx, chainEvents(storable, heads, new Date()))
  await moveChainHeads(tx, heads.values())
}

/** Gives each event its number and hash, and moves `heads` along. */
function chainEvents(events: NewEvent[], heads: Map<string, ChainHead>, at: Date): StoredEvent[] {
  return events.map((event) => {
    const head = heads.get(event.accountId)
    if (!head) throw new Error('the chain of an event was not locked')
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

/** All rows travel as one parameter: the statement stays the same however many there are. */
async function insertEvents(tx: Tx, rows: StoredEvent[]): Promise<void> {
  await sql`
    insert into audit_events (account_id, seq, id, at, kind, action, phase, actor_type, actor_id, actor_name,
      agent_id, connector_id, tool, call_id, outcome, duration_ms, detail, prev_hash, hash)
    select * from json_to_recordset(${json(rows)}::json) as event (account_id text, seq bigint, id text,
      at timestamptz, kind text, action text, phase text, actor_type text, actor_id text, actor_name text,
      agent_id text, connector_id text, tool text, call_id text, outcome text, duration_ms double precision,
      detail jsonb, prev_hash text, hash text)`.execute(tx)
}
