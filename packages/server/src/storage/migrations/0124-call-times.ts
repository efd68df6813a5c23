import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Finds the calls of a period, of which each has one outcome, without reading the account's whole log. */
export const callTimes: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index audit_events_calls on audit_events (account_id, at)
      where kind = 'call' and phase = 'outcome'`.execute(db)
  },
}
