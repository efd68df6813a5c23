import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const names = `account_id, seq, id, at, kind, action, phase, actor_type, actor_id, actor_name, agent_id, connector_id,
  tool, call_id, outcome, duration_ms, detail, prev_hash, hash`

const types = `account_id text, seq bigint, id text, at timestamptz, kind text, action text, phase text,
  actor_type text, actor_id text, actor_name text, agent_id text, connector_id text, tool text, call_id text,
  outcome text, duration_ms double precision, detail jsonb, prev_hash text, hash text`

/** A function, because the database keeps its plan: planning costs it several times as much as storing a few rows. */
const statements = [
  `create function append_audit_events(moves json, events json) returns setof text language plpgsql as $$
  begin
    return query
      with move as materialized (select * from json_to_recordset(moves)
          as move (account_id text, seq bigint, hash text, new_seq bigint, new_hash text)),
        still as materialized (select chain.account_id from audit_chains as chain
          join move using (account_id, seq, hash) order by chain.account_id for update of chain),
        moved as (update audit_chains as chain set seq = move.new_seq, hash = move.new_hash
          from move join still using (account_id) where chain.account_id = move.account_id
          returning chain.account_id),
        stored as (insert into audit_events (${names})
          select event.* from json_to_recordset(events) as event (${types})
          join moved on moved.account_id = event.account_id)
      select moved.account_id from moved;
  end $$`,
  `comment on function append_audit_events is 'Appends events behind the heads that chains are said to have, and moves '
    'the heads. A chain whose head is another gets none. Gives the accounts whose events are stored.'`,
]

/** Appends to the audit log in one statement. */
export const appendAuditEvents: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
