import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import { EmbeddedConnection } from '../../src/storage/embedded-connection.ts'
import { embeddedModules } from '../../src/storage/embedded-modules.ts'
import { analyzeChanged, checkpointIfGrown, vacuum } from '../../src/storage/embedded-upkeep.ts'
import { freshPlace, testedDialect } from '../databases/fresh-database.ts'
import type { FreshPlace } from '../databases/fresh-database.ts'

let place: FreshPlace
let dataDirectory: string

beforeEach(async () => {
  place = await freshPlace()
  dataDirectory = place.options.dataDirectory ?? ''
})

afterEach(() => place.remove())

describe.runIf(testedDialect() === 'embedded')('the embedded database', () => {
  it('keeps what was committed when it is closed and opened again', async () => {
    const first = await openDatabase({ dataDirectory })
    await sql`insert into rate_limits (key, points) values ('kept', 7)`.execute(first.db)
    await first.close()
    await first.close()

    const second = await openDatabase({ dataDirectory })
    const row = await second.db
      .selectFrom('rate_limits')
      .select('points')
      .where('key', '=', 'kept')
      .executeTakeFirst()
    await second.close()
    expect(row?.points).toBe(7)
  })

  it('lets what is running end before it closes, and refuses what comes later', async () => {
    const database = await openDatabase({ dataDirectory })
    const running = database.db.transaction().execute(async (tx) => {
      await sql`select pg_sleep(0.05)`.execute(tx)
      await sql`insert into rate_limits (key, points) values ('last', 1)`.execute(tx)
      return 'committed'
    })
    await sql`select 1`.execute(database.db).catch(() => undefined)
    const closing = database.close()

    expect(await running).toBe('committed')
    await closing
    await expect(database.ping()).rejects.toThrow('The embedded database is closed.')
  })

  it('fails what is asked of it after a crash, says so, and opens again with all that was committed', async () => {
    const crashed = await openDatabase({ dataDirectory })
    await sql`insert into rate_limits (key, points) values ('safe', 1)`.execute(crashed.db)
    // With this setting PostgreSQL ends the session at the first error.
    await sql`set exit_on_error = on`.execute(crashed.db)
    const fatal = sql`select 1 / 0`.execute(crashed.db)
    const behind = crashed.ping()

    await expect(fatal).rejects.toThrow(/^The embedded database stopped: .* Start Jackfield again\.$/)
    await expect(behind).rejects.toThrow('The embedded database stopped')
    await expect(crashed.ping()).rejects.toThrow('The embedded database stopped')
    const transaction = crashed.db.transaction().execute((tx) => sql`select 1`.execute(tx))
    await expect(transaction).rejects.toThrow('The embedded database stopped')
    await expect(crashed.db.transaction().execute(async () => 'nothing')).rejects.toThrow('stopped')
    await crashed.close()

    const again = await openDatabase({ dataDirectory })
    expect(await again.db.selectFrom('rate_limits').select('key').execute()).toEqual([{ key: 'safe' }])
    await again.close()
  })

  // Making a database takes seconds, and much longer on a busy machine.
  it('begins anew after a first start that was interrupted', { timeout: 120_000 }, async () => {
    rmSync(join(dataDirectory, 'postgres'), { recursive: true })
    mkdirSync(join(dataDirectory, 'postgres.new'))
    writeFileSync(join(dataDirectory, 'postgres.new', 'PG_VERSION'), '18\n')

    const database = await openDatabase({ dataDirectory })
    await database.ping()
    await database.close()
    expect(readdirSync(dataDirectory)).not.toContain('postgres.new')
  })

  it('says which directory holds a database that does not start, and lets the directory go', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'jackfield-broken-'))
    mkdirSync(join(broken, 'postgres'))
    writeFileSync(join(broken, 'postgres', 'PG_VERSION'), '18\n')

    for (let time = 0; time < 2; time++) {
      const opening = openDatabase({ dataDirectory: broken })
      await expect(opening).rejects.toThrow(`The embedded database in ${broken} does not start: `)
    }
    rmSync(broken, { recursive: true })
  })

  it('keeps its log of changes short, and vacuums every table', async () => {
    const connection = new EmbeddedConnection(join(dataDirectory, 'postgres'), await embeddedModules())
    await connection.waitReady
    await connection.query(
      'create table "Big one" as select repeat(md5(g::text), 20) from generate_series(1, 60000) g',
    )
    const logged = () =>
      connection
        .query<{ bytes: number }>(
          'select (pg_current_wal_lsn() - redo_lsn)::float8 as bytes from pg_control_checkpoint()',
        )
        .then(({ rows }) => rows[0]?.bytes)

    expect(await logged()).toBeGreaterThan(32_000_000)
    await checkpointIfGrown(connection)
    expect(await logged()).toBeLessThan(1_000_000)

    await vacuum(connection)
    const { rows } = await connection.query(`select reltuples from pg_class where relname = 'Big one'`)
    expect(rows).toEqual([{ reltuples: 60_000 }])
    await connection.close()
  })

  it('gathers statistics of tables that have none, and of those that changed much', async () => {
    const connection = new EmbeddedConnection(join(dataDirectory, 'postgres'), await embeddedModules())
    await connection.waitReady
    const write = (from: number, to: number) =>
      connection.query(`insert into "Written" select g from generate_series(${from}, ${to}) g`)
    const known = async () => {
      await analyzeChanged(connection)
      const { rows } = await connection.query<{ reltuples: number }>(
        `select reltuples from pg_class where relname = 'Written'`,
      )
      return rows[0]?.reltuples
    }
    await connection.query('create table "Written" (number integer)')
    await write(1, 10)
    expect(await known()).toBe(10)
    await write(11, 20)
    expect(await known()).toBe(10)
    await write(21, 1000)
    // PostgreSQL keeps its own count of what was written for up to a second.
    await expect.poll(known, { timeout: 10_000 }).toBe(1000)
    await connection.close()
  })
})
