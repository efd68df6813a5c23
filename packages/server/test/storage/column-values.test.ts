import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/storage/database.ts'
import { json } from '../../src/storage/json.ts'
import { freshDatabase } from '../databases/fresh-database.ts'

let database: Database

beforeAll(async () => {
  database = await freshDatabase()
})

afterAll(() => database.close())

async function one(query: ReturnType<typeof sql<{ value: unknown }>>): Promise<unknown> {
  return (await query.execute(database.db)).rows[0]?.value
}

it('count(*) and bigint columns are numbers', async () => {
  expect(await one(sql`select count(*) as value from accounts`)).toBe(0)
  expect(await one(sql`select ${Number.MAX_SAFE_INTEGER}::bigint as value`)).toBe(Number.MAX_SAFE_INTEGER)
})

it('timestamptz goes in and comes out as a Date, to the millisecond', async () => {
  const time = new Date('2026-11-21T08:45:12.345Z')
  expect(await one(sql`select ${time}::timestamptz as value`)).toEqual(time)
})

it('jsonb comes out parsed', async () => {
  const document = { list: [1, 'two', null, { deep: true }], text: 'ünï \u2028 "quoted" \\' }
  expect(await one(sql`select ${json(document)}::jsonb as value`)).toEqual(document)
  expect(await one(sql`select ${json([1, 2])}::jsonb as value`)).toEqual([1, 2])
  expect(await one(sql`select ${json('text')}::jsonb as value`)).toBe('text')
})

it('bytea goes in as any view of bytes and comes out as a Uint8Array that owns its memory', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
  const views = [bytes, Buffer.from(bytes), new Uint8Array([...bytes, 9]).subarray(0, 256)]
  for (const view of views) {
    const value = await one(sql`select ${view}::bytea as value`)
    expect(value).toEqual(bytes)
    expect(value instanceof Uint8Array && value.buffer.byteLength).toBe(256)
  }
  expect(await one(sql`select ${new Uint8Array()}::bytea as value`)).toEqual(new Uint8Array())
})

it('a megabyte of bytea survives the journey', async () => {
  const bytes = new Uint8Array(1_000_000).map((_, index) => index % 251)
  const value = await one(sql`select ${bytes}::bytea as value`)
  expect(Buffer.from(bytes).equals(value instanceof Uint8Array ? value : new Uint8Array())).toBe(true)
})

it('null, booleans, arrays, dates and numerics come out alike', async () => {
  expect(await one(sql`select null::bytea as value`)).toBeNull()
  expect(await one(sql`select ${true}::boolean as value`)).toBe(true)
  expect(await one(sql`select ${['a', 'b,"c']}::text[] as value`)).toEqual(['a', 'b,"c'])
  expect(await one(sql`select array[1, null, -2]::bigint[] as value`)).toEqual([1, null, -2])
  expect(await one(sql`select '2026-11-21'::date as value`)).toBe('2026-11-21')
  expect(await one(sql`select 1.50::numeric as value`)).toBe('1.50')
})
