import { sql } from 'kysely'
import type { Expression, Kysely } from 'kysely'
import type { AreaTables } from './tables.ts'

/** How many rows a query has, exactly; null when there are more than `most`, for counting costs a visit each. */
export async function countUpTo(
  db: Kysely<AreaTables>,
  most: number,
  query: Expression<unknown>,
): Promise<number | null> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from (select from (${query}) as matching limit ${most + 1}) as few`.execute(db)
  const total = rows[0]?.total ?? 0
  return total > most ? null : total
}
