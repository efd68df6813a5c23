import { Migrator } from 'kysely/migration'
import type { Tx } from '../context.ts'
import { migrations } from '../storage/migrations/index.ts'

/** Runs migrations as part of a transaction: those named, or all there are. */
export async function migrateTo(tx: Tx, names = Object.keys(migrations)): Promise<void> {
  const wanted = Object.entries(migrations).filter(([name]) => names.includes(name))
  const provider = { getMigrations: async () => Object.fromEntries(wanted) }
  const { error } = await new Migrator({ db: tx, provider }).migrateToLatest()
  if (error !== undefined) throw error
}
