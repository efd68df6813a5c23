import { sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { Refusal } from '../errors.ts'
import type { Database } from './database-interface.ts'
import { migrations } from './migrations/index.ts'

/**
 * Brings the schema up to this version and answers the names of the migrations that ran now. Nodes that start
 * at the same moment wait for each other (an advisory lock), and each migration runs once.
 *
 * @throws Refusal `unavailable` when the database was made by a newer version; the driver's error when a
 *   migration fails, in which case nothing of this run is kept.
 */
export async function migrate(database: Database): Promise<string[]> {
  const migrator = new Migrator({
    db: database.db,
    provider: { getMigrations: async () => migrations },
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return (results ?? []).map((result) => result.migrationName)

  const unknown = await unknownMigrations(database)
  if (unknown.length === 0) throw error
  throw new Refusal(
    'unavailable',
    `The database was made by a newer version of Jackfield: it holds ${unknown.join(', ')}, which this ` +
      'version does not know. Start that newer version, or restore a backup from before the upgrade.',
  )
}

/** The names of the migrations that this version has and the database does not, without running them. */
export async function pendingMigrations({ db }: Database): Promise<string[]> {
  const all = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).getMigrations()
  return all.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name)
}

/** Names of the migrations that ran on the database and that this version does not know. */
export async function unknownMigrations({ db }: Database): Promise<string[]> {
  const table = await sql<{
    there: boolean
  }>`select to_regclass('kysely_migration') is not null as there`.execute(db)
  if (!table.rows[0]?.there) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map((row) => row.name).filter((name) => !(name in migrations))
}
