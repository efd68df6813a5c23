import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** While an account gets a new data key it has two: the one before opens what is not sealed anew yet. */
export const dataKeyRotation: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table accounts add column previous_data_key bytea`.execute(db)
  },
}
