import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Lets a person say no to a changed tool definition (CUS-24). */
export const refusedTools: Migration = {
  async up(db: Kysely<unknown>) {
    await sql.raw('alter table tools add column refused_at timestamptz').execute(db)
  },
}
