import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/storage/database.ts'
import { freshDatabase } from '../databases/fresh-database.ts'

let database: Database

beforeAll(async () => {
  database = await freshDatabase()
  await sql`create table counters (name text primary key, n bigint not null)`.execute(database.db)
})

beforeEach(async () => {
  await sql`delete from counters`.execute(database.db)
})

afterAll(() => database.close())

async function counters(): Promise<{ name: string; n: number }[]> {
  const { rows } = await sql<{ name: string; n: number }>`select name, n from counters`.execute(database.db)
  return rows
}

describe('transactions', () => {
  it('run one after the other where they meet', async () => {
    await sql`insert into counters values ('visits', 0)`.execute(database.db)

    const visit = () =>
      database.db.transaction().execute(async (tx) => {
        const { rows } = await sql<{ n: number }>`select n from counters for update`.execute(tx)
        await sleep(1)
        await sql`update counters set n = ${(rows[0]?.n ?? 0) + 1}`.execute(tx)
      })
    await Promise.all(Array.from({ length: 10 }, visit))

    expect(await counters()).toEqual([{ name: 'visits', n: 10 }])
  })

  it('show nothing to a query beside them until they are committed', async () => {
    const inserted = Promise.withResolvers<void>()
    const asked = Promise.withResolvers<void>()
    const transaction = database.db.transaction().execute(async (tx) => {
      await sql`insert into counters values ('hidden', 1)`.execute(tx)
      inserted.resolve()
      await asked.promise
      await sleep(20)
      throw new Error('changed my mind')
    })
    await inserted.promise
    const beside = counters()
    asked.resolve()

    await expect(transaction).rejects.toThrow('changed my mind')
    expect(await beside).toEqual([])
    expect(await counters()).toEqual([])
  })

  it('keep nothing when a statement fails and its error is swallowed', async () => {
    const transaction = database.db.transaction().execute(async (tx) => {
      await sql`insert into counters values ('lost', 1)`.execute(tx)
      await sql`select 1 / 0`.execute(tx).catch(() => undefined)
    })

    await expect(transaction).rejects.toThrow('rolled back')
    expect(await counters()).toEqual([])
  })

  it('report a failing statement with its SQLSTATE and constraint, and leave the connection usable', async () => {
    await sql`insert into counters values ('taken', 1)`.execute(database.db)

    const transaction = database.db
      .transaction()
      .execute((tx) => sql`insert into counters values ('taken', 2)`.execute(tx))

    await expect(transaction).rejects.toMatchObject({
      code: '23505',
      constraint: 'counters_pkey',
      table: 'counters',
    })
    expect(await counters()).toEqual([{ name: 'taken', n: 1 }])
  })

  it('say how many rows a statement touched', async () => {
    const insert = await sql`insert into counters values ('a', 1), ('b', 1)`.execute(database.db)
    const update = await sql`update counters set n = 2 where name = 'a'`.execute(database.db)
    const none = await sql`delete from counters where name = 'z'`.execute(database.db)

    expect([insert.numAffectedRows, update.numAffectedRows, none.numAffectedRows]).toEqual([2n, 1n, 0n])
  })
})
