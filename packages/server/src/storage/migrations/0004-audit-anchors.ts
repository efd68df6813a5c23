import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Finds the event that says where an account's chain begins once its oldest events were deleted. */
export const auditAnchors: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`create index audit_events_pruned on audit_events (account_id, seq)
      where action = 'audit.pruned'`.execute(db)
  },
}
