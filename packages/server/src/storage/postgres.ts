import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { Refusal } from '../errors.ts'
import { columnParsers } from './column-values.ts'
import type { Database } from './database-interface.ts'
import { PostgresListener } from './postgres-listener.ts'
import { connectionRefusal, parsePostgresUrl } from './postgres-url.ts'
import type { Tables } from './tables.ts'

const OLDEST_VERSION = 15
const CONNECT_TIMEOUT_MS = 10_000

/** Opens a PostgreSQL server; see `openDatabase`. */
export async function openPostgres(text: string, log: (message: string) => void): Promise<Database> {
  const url = parsePostgresUrl(text)
  const settings = connectionSettings(text)
  const pool = makePool(settings, log)
  await checkServer(pool, url).catch(async (error: unknown) => {
    await pool.end()
    throw error
  })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  const listener = new PostgresListener({ ...settings, application_name: 'jackfield listener' }, log)
  let closing: Promise<void> | undefined
  return {
    dialect: 'postgres',
    db,
    listen: (channel, on) => listener.listen(channel, on),
    ask: (statement, values) => listener.ask(statement, values),
    run: (statement, values) => runText(pool, statement, values),
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    ping: async () => void (await sql`select 1`.execute(db)),
    close: () => (closing ??= listener.close().then(() => pool.end())),
  }
}

function connectionSettings(text: string): pg.ClientConfig {
  return {
    connectionString: text,
    application_name: 'jackfield',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    // Given to our connections only: the driver's global table of parsers stays as it is.
    types: { getTypeParser: parserFor },
  }
}

function parserFor(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  const own = format === 'binary' ? undefined : columnParsers[oid]
  return own ?? (pg.types.getTypeParser(oid, format ?? 'text') as (value: string) => unknown)
}

function makePool(settings: pg.ClientConfig, log: (message: string) => void): pg.Pool {
  const pool = new pg.Pool({ ...settings, max: 10 })
  const report = (error: Error) => log(`A connection to PostgreSQL was lost: ${error.message}`)
  // Without a listener a lost connection would end the process: idle ones report to the pool, and one that is
  // lost while in use reports to itself, besides failing its query.
  pool.on('error', report)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Several statements have several results. A connection on which a statement failed is not used again. */
async function runText(pool: pg.Pool, text: string, values: unknown[] = []): ReturnType<Database['run']> {
  const results: Rows | Rows[] = await pool.query(text, values)
  return { rows: [results].flat().flatMap((result) => result.rows) }
}

interface Rows {
  rows: Record<string, unknown>[]
}

async function checkServer(pool: pg.Pool, url: URL): Promise<void> {
  const { rows } = await pool
    .query<{ number: number; name: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
    )
    .catch((error: unknown) => {
      throw connectionRefusal(url, error)
    })
  const version = rows[0]
  if (version && version.number >= OLDEST_VERSION * 10_000) return
  throw new Refusal(
    'unavailable',
    `DATABASE_URL: the server is PostgreSQL ${version?.name}, and Jackfield needs ${OLDEST_VERSION} or newer. ` +
      'Upgrade it, or name another server.',
  )
}
