import { sql } from 'kysely'
import type { Expression, Kysely } from 'kysely'
import type { AreaTables } from './tables.ts'

/** Beyond this, counting would cost more than the page itself. */
const MOST_COUNTED = 1000

/** How many rows a query has, exactly; null when there are more than 1,000. */
export async function countFew(db: Kysely<AreaTables>, query: Expression<unknown>): Promise<number | null> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from (select from (${query}) as matching limit ${MOST_COUNTED + 1}) as few`.execute(
    db,
  )
  const total = rows[0]?.total ?? 0
  return total > MOST_COUNTED ? null : total
}
