import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { restoreBackup } from '../../src/backup/restore-backup.ts'
import { readTables } from '../../src/backup/schema.ts'
import { verifyChains } from '../../src/backup/verify-chains.ts'
import { writeBackup } from '../../src/backup/write-backup.ts'
import { readConfig } from '../../src/config.ts'
import type { Database } from '../../src/storage/database.ts'
import { formsOf } from '../credentials/dump-database.ts'
import { freshDatabase } from '../databases/fresh-database.ts'
import { canary, liveIn, openSecrets } from './lived-in-hub.ts'
import type { LivedIn } from './lived-in-hub.ts'

let directory: string
let source: Database
let hub: LivedIn
let path: string
const targets: Database[] = []

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jackfield-backup-'))
  source = await freshDatabase()
  hub = await liveIn(source)
  path = join(directory, 'whole.jfbackup')
  await writeBackup({ database: source, config: config(), path })
})

afterEach(async () => {
  for (const target of targets.splice(0)) await target.close()
})

afterAll(async () => {
  await source.close()
  await rm(directory, { recursive: true, force: true })
})

const config = (masterKey = hub.masterKey) => ({ ...readConfig({}), masterKey })

async function emptyTarget(): Promise<Database> {
  const target = await freshDatabase()
  targets.push(target)
  return target
}

const restoreInto = (target: Database, file = path) =>
  restoreBackup({ openTarget: async () => target, config: config(), path: file })

describe('a restored database', () => {
  it('holds every value of every table as it was, and opens every secret', async () => {
    const target = await emptyTarget()
    const { rows, tables } = await restoreInto(target)
    expect(rows).toBeGreaterThan(170)
    expect(tables).toBe((await readTables(source.db)).length)
    expect(await rowsOf(target)).toEqual(await rowsOf(source))
    await openSecrets(target, hub)
  })

  it('SEC-9: has audit logs that hold, and stay append-only', async () => {
    const target = await emptyTarget()
    await restoreInto(target)
    expect(await verifyChains(target.db)).toEqual({ accounts: 2, broken: [] })
    const rewriting = sql`update audit_events set action = 'other'`.execute(target.db)
    await expect(rewriting).rejects.toThrow('audit events are append-only')
  })

  it('numbers of transactions begin anew: they mean nothing on another server', async () => {
    await sql`update accounts set changed_in = '900000000000'`.execute(source.db)
    const file = join(directory, 'xid.jfbackup')
    await writeBackup({ database: source, config: config(), path: file })
    const target = await emptyTarget()
    await restoreInto(target, file)
    const { rows } = await sql`select distinct changed_in::text as changed from accounts`.execute(target.db)
    expect(rows).toEqual([{ changed: '0' }])
  })

  it('makes the same backup again, whatever the other database sorts by', async () => {
    const target = await emptyTarget()
    await restoreInto(target)
    const again = join(directory, 'again.jfbackup')
    await writeBackup({ database: target, config: config(), path: again })
    expect(await linesOf(again, 1)).toEqual(await linesOf(path, 1))
  })
})

/** Every row of every table, without the numbers of transactions. */
async function rowsOf({ db }: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname not like 'kysely%'`.execute(
    db,
  )
  const found: string[] = []
  for (const { name } of rows) {
    const table = await sql<{ row: string }>`
      select (to_jsonb(t) - 'changed_in')::text as row from ${sql.table(name)} as t`.execute(db)
    found.push(...table.rows.map(({ row }) => `${name} ${row}`))
  }
  return found.toSorted()
}

/** The lines of a backup without its header's time and its proof. */
async function linesOf(file: string, from: number): Promise<string[]> {
  return gunzipSync(await readFile(file))
    .toString()
    .split('\n')
    .slice(from, -2)
}

describe('the file', () => {
  it('SEC-1 SEC-2: holds no secret and no master key in the clear, and is for its owner only', async () => {
    const text = gunzipSync(await readFile(path)).toString()
    expect(text).toContain('Ünïcode')
    for (const secret of [
      canary,
      `${canary} ✓`,
      hub.masterKey.toString('base64'),
      hub.masterKey.toString('hex'),
    ])
      for (const form of formsOf(secret)) expect(text).not.toContain(form)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('is never overwritten', async () => {
    const again = writeBackup({ database: source, config: config(), path })
    await expect(again).rejects.toThrow(`${path} is there already`)
  })

  it('is not written with a wrong master key', async () => {
    const wrong = { database: source, config: config(Buffer.alloc(32, 1)), path: join(directory, 'wrong') }
    await expect(writeBackup(wrong)).rejects.toMatchObject({ code: 'unavailable' })
    await expect(stat(wrong.path)).rejects.toThrow('ENOENT')
  })

  it('says where it cannot be written', async () => {
    const nowhere = join(directory, 'no', 'such')
    const writing = writeBackup({ database: source, config: config(), path: nowhere })
    await expect(writing).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(nowhere),
    })
  })

  it('shows one moment, while others write', async () => {
    let writing: Promise<unknown> = Promise.resolve()
    const file = join(directory, 'moment.jfbackup')
    await writeBackup({
      database: source,
      config: config(),
      path: file,
      onTable: (name) => {
        if (name !== 'accounts') return
        writing = sql`insert into rate_limits (key, points) values ('late', 1)`.execute(source.db)
      },
    })
    await writing
    expect((await linesOf(file, 1)).join('\n')).not.toContain('"late"')
  })
})

describe('a restore', () => {
  it('refuses a database that holds anything, and names what', async () => {
    const target = await emptyTarget()
    await sql`insert into rate_limits (key, points) values ('there', 1)`.execute(target.db)
    await expect(restoreInto(target)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is not empty: the table rate_limits has rows. Nothing was changed.'),
    })
  })

  it('refuses a database of somebody else', async () => {
    const target = await emptyTarget()
    await sql`drop table kysely_migration`.execute(target.db)
    await expect(restoreInto(target)).rejects.toThrow("and is not Jackfield's. Nothing was changed.")
  })

  it('refuses a database whose schema somebody changed, and leaves it empty', async () => {
    const target = await emptyTarget()
    await sql`alter table users add column shoe_size integer`.execute(target.db)
    await expect(restoreInto(target)).rejects.toThrow('somebody changed the schema')
    expect(await target.db.selectFrom('accounts').select('id').execute()).toEqual([])
  })

  it('takes an account whose audit log does not hold as it is, and says from where on', async () => {
    const broken = await emptyTarget()
    await restoreInto(broken)
    const [first] = await broken.db.selectFrom('accounts').select('id').orderBy('id').limit(1).execute()
    await sql`delete from audit_events where account_id = ${first?.id} and seq = 5`.execute(broken.db)
    const file = join(directory, 'broken.jfbackup')
    await writeBackup({ database: broken, config: config(), path: file })
    const target = await emptyTarget()
    await restoreInto(target, file)
    const { broken: found } = await verifyChains(target.db)
    expect(found).toEqual([{ accountId: first?.id, brokenAt: 5 }])
  })
})
