import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { Refusal } from '../errors.ts'
import { openDatabase } from '../storage/database.ts'
import type { Database } from '../storage/database.ts'
import { say } from './outcome.ts'

/**
 * Opens the database of the settings. The embedded one has room for one process, so the hub must not run.
 * @throws Refusal like `openDatabase`
 */
export async function openPlace({ databaseUrl, dataDirectory }: Config): Promise<Database> {
  if (databaseUrl !== undefined) return openDatabase({ url: databaseUrl, log: say })
  try {
    return await openDatabase({ dataDirectory, log: say })
  } catch (error) {
    if (!(error instanceof Refusal) || !/ is in use by /.test(error.message)) throw error
    throw new Refusal(
      error.code,
      `The hub is running on ${dataDirectory}: ${error.message} The embedded database allows this only while the ` +
        'hub is stopped.',
      { cause: error },
    )
  }
}

/** The same, for a database that must be there: opening the embedded one would make it. */
export async function openExistingPlace(config: Config): Promise<Database> {
  const { databaseUrl, dataDirectory } = config
  if (databaseUrl === undefined && !existsSync(join(dataDirectory, 'postgres')))
    throw new Refusal(
      'conflict',
      `There is no database in ${dataDirectory}. Set JACKFIELD_DATA_DIR or DATABASE_URL as the hub has them.`,
    )
  return openPlace(config)
}
