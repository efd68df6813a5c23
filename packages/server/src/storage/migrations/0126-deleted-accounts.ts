import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  // A deleted account has no row left that could say when it changed.
  `create table deleted_accounts (
    id text primary key,
    changed_in xid8 not null default pg_current_xact_id(),
    deleted_at timestamptz not null default now())`,
]

/** Tells nodes that did not hear of it which accounts were deleted a short while ago. */
export const deletedAccounts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
