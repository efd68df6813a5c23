import type { Database } from './database.ts'
import { unknownMigrations } from './migrate.ts'

const LOOK_EVERY_MS = 2000

/** Notices when a newer version migrates the database under this process. */
export interface SchemaWatch {
  /** The migrations that this version does not know; empty while all is well. */
  newer(): readonly string[]
  close(): void
}

/**
 * Looks at the list of migrations over and over. The embedded database has one process, so nobody migrates it meanwhile.
 * @param log told once, when that has happened
 */
export function watchSchema(database: Database, log: (message: string) => void): SchemaWatch {
  let newer: readonly string[] = []
  const look = async () => {
    const unknown = await unknownMigrations(database)
    if (newer.length === 0 && unknown.length > 0) log(sayNewer(unknown))
    newer = unknown
  }
  // A database that does not answer is told elsewhere.
  const looking = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS).unref()
  if (database.dialect === 'embedded') clearInterval(looking)
  return { newer: () => newer, close: () => clearInterval(looking) }
}

/** Says what to do about it. */
export function sayNewer(unknown: readonly string[]): string {
  return `A newer version of Jackfield has migrated the database (${unknown.join(', ')}). Restart this node with that version.`
}
