import type { AreaTables } from '@jackfield/platform'
import type { Kysely } from 'kysely'
import type { Database } from '../../src/storage/database.ts'
import type { Known } from './habit.ts'

/** What there is in an account that its agents' calls may name. */
export async function readKnown({ db }: Database, accountId: string): Promise<Known> {
  const areas: Kysely<AreaTables> = db.withTables()
  const leads = await areas
    .selectFrom('leads_clients')
    .select('id')
    .where('account_id', '=', accountId)
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return { leads: leads.map(({ id }) => id) }
}
