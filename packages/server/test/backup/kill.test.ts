import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeBackup } from '../../src/backup/write-backup.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/storage/database.ts'
import type { DatabaseOptions } from '../../src/storage/database.ts'
import { freshDatabase, freshPlace } from '../databases/fresh-database.ts'
import { liveIn } from './lived-in-hub.ts'
import { runOperator, settingsOf, startOperator } from './run-operator.ts'

const many = 30_000
let directory: string
let path: string
let masterKey: Buffer

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'jackfield-kill-'))
  path = join(directory, 'backup')
  const source = await freshDatabase()
  masterKey = (await liveIn(source)).masterKey
  await sql`insert into rate_limits (key, points) select 'key ' || n, n from generate_series(1, ${many}) as n`.execute(
    source.db,
  )
  await writeBackup({ database: source, config: { ...readConfig({}), masterKey }, path })
  await source.close()
})
afterAll(() => rm(directory, { recursive: true, force: true }))

async function rowsIn(options: DatabaseOptions) {
  const database = await openDatabase(options)
  const { rows } = await sql<{ accounts: number; limits: number; events: number }>`
    select (select count(*) from accounts) as accounts, (select count(*) from rate_limits) as limits,
      (select count(*) from audit_events) as events`.execute(database.db)
  await database.close()
  return rows[0]
}

const nothing = { accounts: 0, limits: 0, events: 0 }
const everything = { accounts: 2, limits: many, events: 166 }

it('a restore that is killed leaves nothing, and can be done again', { timeout: 300_000 }, async () => {
  const place = await freshPlace()
  const settings = settingsOf(place.options, masterKey)
  const outcomes: unknown[] = []
  for (const [moment, later] of [
    ['restoring accounts', 0],
    ['restoring rate_limits', 300],
    ['reading everything again', 0],
  ] as const) {
    const { child, ended } = startOperator(['restore', '--in', path], settings)
    await new Promise<void>((resolve) => {
      child.stderr?.on('data', (chunk: Buffer) => chunk.includes(moment) && resolve())
      void ended.then(() => resolve())
    })
    await sleep(later)
    child.kill('SIGKILL')
    await ended
    outcomes.push(await rowsIn(place.options))
  }
  expect(outcomes).toEqual([nothing, nothing, nothing])
  expect(await runOperator(['restore', '--in', path], settings)).toMatchObject({ code: 0 })
  expect(await rowsIn(place.options)).toEqual(everything)
  await place.remove()
})
