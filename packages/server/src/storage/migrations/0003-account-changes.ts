import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  // A number that each account counts for itself cannot be asked for by a range; that of the transaction can.
  `alter table accounts drop column revision, add column changed_in xid8 not null default '0'`,
  `create index accounts_changed_in on accounts (changed_in)`,
]

/** Accounts say in which transaction they last changed, so that a node finds out what it did not hear of. */
export const accountChanges: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
