import { join, resolve } from 'node:path'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { Refusal } from '../errors.ts'
import { ChannelListeners } from './channel-listeners.ts'
import { lockDataDirectory } from './data-directory-lock.ts'
import type { Database } from './database-interface.ts'
import { EmbeddedConnection } from './embedded-connection.ts'
import { embeddedModules } from './embedded-modules.ts'
import { keepUp } from './embedded-upkeep.ts'
import type { Tables } from './tables.ts'

/** Opens the embedded database under `<dataDirectory>/postgres`; see `openDatabase`. */
export async function openEmbedded(dataDirectory: string, log: (message: string) => void): Promise<Database> {
  const lock = lockDataDirectory(resolve(dataDirectory))
  const modules = await embeddedModules()
  const connection = new EmbeddedConnection(join(resolve(dataDirectory), 'postgres'), modules)
  const listeners = new ChannelListeners((statement) => connection.query(statement), log)
  connection.onNotification = (channel, payload) => listeners.deliver(channel, payload)
  try {
    await connection.waitReady
  } catch (error) {
    lock.release()
    throw notStarting(dataDirectory, error)
  }
  const endUpkeep = keepUp(connection, log)
  const db = new Kysely<Tables>({ dialect: new PGliteDialect({ pglite: connection }) })
  return {
    dialect: 'embedded',
    db,
    listen: (channel, listener) => listeners.listen(channel, listener),
    run: async (text, values = []) =>
      values.length > 0 ? connection.query(text, values) : { rows: await connection.script(text) },
    connections: () => undefined,
    ping: async () => void (await sql`select 1`.execute(db)),
    async close() {
      endUpkeep()
      await connection.close()
      lock.release()
    },
  }
}

function notStarting(dataDirectory: string, error: unknown): Refusal {
  const why = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '')
  return new Refusal(
    'unavailable',
    `The embedded database in ${dataDirectory} does not start: ${why}. Check that the disk has room and that the ` +
      'files belong to the user that runs Jackfield. Else restore the directory from a backup, or move it away to ' +
      'begin anew.',
  )
}
