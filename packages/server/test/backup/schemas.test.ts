import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { migrateTo } from '../../src/backup/migrate-to.ts'
import { restoreBackup } from '../../src/backup/restore-backup.ts'
import { readMigrations } from '../../src/backup/schema.ts'
import { writeBackup } from '../../src/backup/write-backup.ts'
import { readConfig } from '../../src/config.ts'
import { sealCheck } from '../../src/credentials/key-check.ts'
import { sealingKey } from '../../src/credentials/seal.ts'
import type { Database } from '../../src/storage/database.ts'
import { migrations } from '../../src/storage/migrations/index.ts'
import { freshDatabase } from '../databases/fresh-database.ts'

const masterKey = Buffer.alloc(32, 7)
const config = { ...readConfig({}), masterKey }
let directory: string

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jackfield-schemas-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

/** Every kind of column and reference that could not survive a careless copy. */
const strange = [
  `create type mood as enum ('good', 'bad')`,
  `create table "Strange ""things""" (
    id bigint generated always as identity,
    "select" text[], nothing text, "row" json, doc jsonb, mood mood, amount numeric(30, 10), ratio double precision,
    bytes bytea, day date, span interval, "at" timestamptz, "local" timestamp, flag boolean, number bigint,
    doubled bigint generated always as (number * 2) stored, code varchar(3), fixed char(4), net inet, during tstzrange,
    parent bigint,
    touched integer not null default 0,
    primary key (id))`,
  `alter table "Strange ""things""" add constraint "my parent" foreign key (parent) references "Strange ""things"""`,
  `create table circle_a (id text primary key, other text not null)`,
  `create table circle_b (id text primary key, other text not null references circle_a)`,
  `alter table circle_a add constraint around foreign key (other) references circle_b deferrable initially deferred`,
  `create table keyless (word text)`,
  `create sequence tickets`,
  `create function touch() returns trigger language plpgsql as $$ begin new.touched := 1; return new; end $$`,
  `create trigger touching before insert on "Strange ""things""" for each row execute function touch()`,
]

const rows = [
  `insert into "Strange ""things""" ("select", "row", doc, mood, amount, ratio, bytes, day, span, "at", "local", flag,
      number, code, fixed, net, during, parent)
    values ('{"a,b","c\\"d",null,"",NULL}', E'{"a" :\\n 1, "a": 2}', 'null', 'bad', 12345678901234567890.0123456789,
      'NaN', '\\x0001ff0a', '-infinity', '1 mon -2 days 03:04:05.000001', '2026-01-01 00:00:00.000001+02',
      '9999-12-31 23:59:59.999999', false, 9223372036854775807 / 2, 'ab', 'x', '::1/128', '[2026-01-01,)', null)`,
  `insert into "Strange ""things""" (bytes, ratio, number, parent) values ('', 0.1::float8 + 0.2, -1, 1)`,
  `insert into "Strange ""things""" (ratio, parent) values ('-Infinity', 3)`,
  `update "Strange ""things""" set parent = 2 where id = 1`,
  `insert into keyless values ('z'), (null), ('a'), ('a')`,
  `select nextval('tickets'), nextval('tickets')`,
]

async function run(database: Database, statements: string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database.db)
}

async function setUp(database: Database): Promise<void> {
  await sql`insert into installation (id, key_check) values (1, ${sealCheck(sealingKey(masterKey))})`.execute(
    database.db,
  )
}

async function copy(source: Database, target: Database, name: string): Promise<void> {
  const path = join(directory, name)
  await writeBackup({ database: source, config, path })
  await restoreBackup({ openTarget: async () => target, config, path })
}

describe('tables of any kind', () => {
  let source: Database
  let target: Database
  beforeAll(async () => {
    source = await freshDatabase()
    target = await freshDatabase()
    await setUp(source)
    for (const database of [source, target]) await run(database, strange)
    await run(source, rows)
    await source.db.transaction().execute(async (tx) => {
      await sql`insert into circle_a values ('a', 'b')`.execute(tx)
      await sql`insert into circle_b values ('b', 'a')`.execute(tx)
    })
    await copy(source, target, 'strange')
  })
  afterAll(async () => {
    await source.close()
    await target.close()
  })

  it.each(['"Strange ""things"""', 'circle_a', 'circle_b', 'keyless'])(
    '%s reads as before',
    async (table) => {
      const read = async ({ db }: Database) =>
        (await sql<{ text: string }>`select t::text from ${sql.raw(table)} as t order by 1`.execute(db)).rows
      expect((await read(source)).length).toBeGreaterThan(0)
      expect(await read(target)).toEqual(await read(source))
    },
  )

  it('numbers go on where they were', async () => {
    const next = sql<{ ticket: number; id: number }>`
      with made as (insert into "Strange ""things""" (flag) values (true) returning id)
      select nextval('tickets') as ticket, id from made`
    expect((await next.execute(target.db)).rows).toEqual([{ ticket: 3, id: 4 }])
  })

  it('triggers rest during the restore only, and foreign keys are checked as before', async () => {
    const [made] = (
      await sql<{ touched: number }>`
        insert into "Strange ""things""" (flag) values (true) returning touched`.execute(target.db)
    ).rows
    expect(made).toEqual({ touched: 1 })
    const { rows: keys } = await sql`
      select conname as name, condeferrable as deferrable from pg_constraint
      where conname in ('my parent', 'around') order by 1`.execute(target.db)
    expect(keys).toEqual([
      { name: 'around', deferrable: true },
      { name: 'my parent', deferrable: false },
    ])
  })
})

describe('versions', () => {
  it('a backup of an older schema is restored as it was, then brought up to date', async () => {
    const all = Object.keys(migrations)
    const [source, target] = [await freshDatabase(), await freshDatabase()]
    await source.db.transaction().execute((tx) => makeOlder(tx, all.slice(0, 2)))
    await setUp(source)
    await sql`insert into accounts (id, name, policy_preset, data_key) values ('acc_1', 'Old', 'open', '\\x01')`.execute(
      source.db,
    )
    await copy(source, target, 'older')
    expect(await readMigrations(target.db)).toEqual(all)
    const accounts = await target.db.selectFrom('accounts').select(['name', 'previous_data_key']).execute()
    expect(accounts).toEqual([{ name: 'Old', previous_data_key: null }])
    await source.close()
    await target.close()
  })

  it('a database without any table is migrated first', async () => {
    const [source, target] = [await freshDatabase(), await freshDatabase()]
    await target.db.transaction().execute((tx) => makeOlder(tx, []))
    await setUp(source)
    await copy(source, target, 'bare')
    expect(await readMigrations(target.db)).toEqual(Object.keys(migrations))
    await source.close()
    await target.close()
  })
})

/** As a version with these migrations only would have made it. */
async function makeOlder(tx: Parameters<typeof migrateTo>[0], names: string[]): Promise<void> {
  const { rows: made } = await sql<{ statement: string }>`
    select format('drop table %s cascade', oid::regclass) as statement from pg_class
      where relnamespace = current_schema()::regnamespace and relkind = 'r'
    union all select format('drop function %s cascade', p.oid::regprocedure) from pg_proc as p
      where pronamespace = current_schema()::regnamespace
        and not exists (select from pg_depend as d where d.objid = p.oid and d.deptype = 'e')`.execute(tx)
  for (const { statement } of made) await sql.raw(statement).execute(tx)
  if (names.length > 0) await migrateTo(tx, names)
}
