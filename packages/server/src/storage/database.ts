import type { Database, DatabaseOptions } from './database-interface.ts'

export type { Database, DatabaseOptions } from './database-interface.ts'

/**
 * Opens the database that the settings name. It is not migrated yet.
 *
 * @throws Refusal `unavailable` when the server cannot be reached or is too old, when another process holds
 *   the data directory, or when the embedded database does not start; `invalid` when the URL is malformed.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const log = options.log ?? (() => undefined)
  // The drivers are heavy, so only the one in use is loaded.
  if (options.url !== undefined) {
    const { openPostgres } = await import('./postgres.ts')
    return openPostgres(options.url, log)
  }
  if (options.dataDirectory === undefined) throw new TypeError('openDatabase needs a url or a dataDirectory.')
  const { openEmbedded } = await import('./embedded.ts')
  return openEmbedded(options.dataDirectory, log)
}
