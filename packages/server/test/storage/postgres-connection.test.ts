import { createServer } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import type { Database } from '../../src/storage/database.ts'
import { freshDatabase, testedDialect } from '../databases/fresh-database.ts'

const SECRET = 'sesame4711'

function serverUrl(): URL {
  const template = inject('databaseTemplate')
  if (template.dialect !== 'postgres') throw new Error('These tests need PostgreSQL.')
  return new URL(template.url)
}

async function refusalOf(url: string): Promise<string> {
  const error: unknown = await openDatabase({ url }).then(
    () => new Error('it opened'),
    (refused: unknown) => refused,
  )
  expect(error).toMatchObject({ name: 'Refusal' })
  // Everything that a log could show of it.
  expect(JSON.stringify(error) + String(error) + String((error as Error).cause)).not.toContain(SECRET)
  return (error as Error).message
}

describe.runIf(testedDialect() === 'postgres')('a DATABASE_URL that does not work is explained', () => {
  it.each([
    ['password', (url: URL) => (url.password = SECRET), /DATABASE_URL: .*refuses this user or password/],
    [
      'port',
      (url: URL) => (url.port = '1'),
      /DATABASE_URL: nothing answers at 127\.0\.0\.1:1\. Check the host/,
    ],
    ['host', (url: URL) => (url.hostname = 'no-such-host.invalid'), /cannot be resolved. Check the host/],
    [
      'database',
      (url: URL) => (url.pathname = '/nowhere'),
      /does not have that database .*"nowhere".*Create it/,
    ],
  ])('wrong %s', async (what, spoil, message) => {
    const url = serverUrl()
    if (what !== 'database') url.password = SECRET
    spoil(url)
    expect(await refusalOf(url.href)).toMatch(message)
  })

  it('a server that speaks something else', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    expect(await refusalOf(`postgres://me:${SECRET}@127.0.0.1:${port}/db`)).toMatch(
      /DATABASE_URL: no connection/,
    )
    server.close()
  })
})

describe('a malformed DATABASE_URL is refused without repeating it', () => {
  it.each([
    `mysql://me:${SECRET}@localhost/db`,
    SECRET,
    `postgres://me:12/${SECRET}@localhost/db`,
    `postgres://me:12#${SECRET}@localhost/db`,
    `postgres://me:12?${SECRET}@localhost/db`,
    `postgres://me:${SECRET}%zz@localhost/db`,
    `postgres://me:${SECRET}/@localhost:port/db`,
  ])('case %#', async (url) => {
    expect(await refusalOf(url)).toMatch(/^DATABASE_URL: .*postgres:\/\/user:password@host:5432\/database/)
  })
})

describe.runIf(testedDialect() === 'postgres')('a lost connection', () => {
  let database: Database
  beforeAll(async () => {
    database = await freshDatabase()
  })
  afterAll(() => database.close())

  it('fails what ran on it, and only that', async () => {
    const { db } = database
    const transaction = db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db)
      await sql`select 1`.execute(tx)
    })

    // The wording depends on what is noticed first: PostgreSQL's farewell or the closed socket.
    await expect(transaction).rejects.toBeInstanceOf(Error)
    await database.ping()
  })

  it('is nothing while it is idle', async () => {
    const { db } = database
    await Promise.all([database.ping(), database.ping(), database.ping()])
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(db)
    await expect.poll(() => database.ping().then(() => 'answers')).toBe('answers')
  })
})
