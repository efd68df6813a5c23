import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `create function refuse_audit_rewrite() returns trigger language plpgsql as $$
  begin
    raise exception 'audit events are append-only' using errcode = 'restrict_violation';
  end $$`,
  // Not on delete: an account takes its log with it, and old events may be dropped from the front one day. A row
  // that vanishes otherwise breaks the chain.
  `create trigger audit_events_append_only before update or truncate on audit_events
    for each statement execute function refuse_audit_rewrite()`,
  // Rows come in the order of time, so a summary of each stretch of the table finds a period.
  `create index audit_events_at on audit_events using brin (at)`,
]

/** Audit events are written once. */
export const auditAppendOnly: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
