import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const names = `account_id, seq, id, at, kind, action, phase, actor_type, actor_id, actor_name, agent_id, connector_id,
  tool, call_id, outcome, duration_ms, detail, prev_hash, hash`

const types = `account_id text, seq bigint, id text, at timestamptz, kind text, action text, phase text,
  actor_type text, actor_id text, actor_name text, agent_id text, connector_id text, tool text, call_id text,
  outcome text, duration_ms double precision, detail jsonb, prev_hash text, hash text`

/** A function, because the database keeps its plans: planning costs it several times as much as storing a few rows. */
const statements = [
  `create function append_audit_events(chains json) returns setof text language plpgsql as $$
  declare chain record;
  begin
    for chain in
      select * from json_to_recordset(chains) as chain
        (account_id text, seq bigint, hash text, new_seq bigint, new_hash text, events json)
      order by account_id
    loop
      update audit_chains set seq = chain.new_seq, hash = chain.new_hash
        where account_id = chain.account_id and seq = chain.seq and hash = chain.hash;
      if found then
        insert into audit_events (${names}) select event.* from json_to_recordset(chain.events) as event (${types});
        return next chain.account_id;
      end if;
    end loop;
  end $$`,
  `comment on function append_audit_events is 'Appends events behind the heads that chains are said to have, and moves '
    'the heads. A chain whose head is another gets none. Gives the accounts whose events are stored.'`,
  // Checked for every row although the chain, which every row needs, belongs to an account: a fifth of the cost.
  'alter table audit_events drop constraint audit_events_account_id_fkey',
  `create function drop_audit_events() returns trigger language plpgsql as $$
  begin
    delete from audit_events where account_id = old.id;
    return old;
  end $$`,
  `create trigger accounts_take_audit_events after delete on accounts
    for each row execute function drop_audit_events()`,
  // Nothing looks for an event by its id; rows are unique by account and number.
  'drop index audit_events_id',
]

/** Appends to the audit log in one statement. */
export const appendAuditEvents: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
