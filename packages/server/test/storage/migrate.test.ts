import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { migrations } from '../../src/storage/migrations/index.ts'
import { freshPlace, testedDialect } from '../databases/fresh-database.ts'
import type { FreshPlace } from '../databases/fresh-database.ts'

let place: FreshPlace

beforeEach(async () => {
  place = await freshPlace()
})

afterEach(() => place.remove())

it('does nothing to a database that is up to date', async () => {
  await using database = disposable(await openDatabase(place.options))
  expect(await migrate(database)).toEqual([])
})

it('refuses a database of a newer version, names what it does not know, and changes nothing', async () => {
  await using database = disposable(await openDatabase(place.options))
  await sql`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', now()::text)`.execute(
    database.db,
  )

  const refused = migrate(database)
  await expect(refused).rejects.toThrow(/newer version.*9999-from-the-future.*Start that newer version/)
  await expect(refused).rejects.toMatchObject({ name: 'Refusal', code: 'unavailable' })
})

it.runIf(testedDialect() === 'postgres')(
  'runs each migration once when several nodes start at once',
  async () => {
    const nodes = await Promise.all(Array.from({ length: 4 }, () => openDatabase(place.options)))
    const [first] = nodes
    if (!first) throw new Error('no node')
    await sql`drop schema public cascade`.execute(first.db)
    await sql`create schema public`.execute(first.db)

    const ran = await Promise.all(nodes.map(migrate))
    expect(ran.flat().toSorted()).toEqual(Object.keys(migrations).toSorted())
    await Promise.all(nodes.map((node) => node.close()))
  },
)

function disposable<T extends { close(): Promise<void> }>(opened: T): T & AsyncDisposable {
  return { ...opened, [Symbol.asyncDispose]: () => opened.close() }
}
