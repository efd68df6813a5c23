import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { send } from '../api.ts'
import { freshPlace, testedDialect } from '../databases/fresh-database.ts'
import type { FreshPlace } from '../databases/fresh-database.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { runServer } from '../http/run-server.ts'
import type { ServerProcess } from '../http/run-server.ts'

describe.runIf(testedDialect() === 'postgres')('a node with an older schema', () => {
  let place: FreshPlace
  const running: ServerProcess[] = []
  beforeEach(async () => {
    place = await freshPlace()
  })
  afterEach(async () => {
    for (const { child, exited } of running.splice(0)) {
      child.kill('SIGKILL')
      await exited
    }
    await place.remove()
  })

  const start = () => {
    const server = runServer({
      DATABASE_URL: place.options.url ?? '',
      JACKFIELD_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    })
    running.push(server)
    return server
  }
  const migrateAsTheFuture = async () => {
    const database = await openDatabase(place.options)
    await sql`insert into kysely_migration (name, timestamp) values ('9999-from-the-future', now()::text)`.execute(
      database.db,
    )
    await database.close()
  }

  it('does not start, and says what to do', async () => {
    await migrateAsTheFuture()
    const { exited, printed } = start()
    expect(await exited).toBe(1)
    expect(printed.err).toMatch(
      /^The database was made by a newer version.*9999-from-the-future.*Start that newer version/m,
    )
    expect(printed.err).not.toMatch(/ at .*\.ts/)
  })

  it('is not ready any more when a newer node migrates under it, says so, and goes on serving', async () => {
    const old = start()
    const url = await old.address
    expect(await send(`${url}/readyz`)).toMatchObject({ status: 200 })
    await migrateAsTheFuture()
    const notReady = {
      status: 503,
      body: { ok: false, missing: [expect.stringMatching(/9999-from-the-future.*Restart this node/)] },
    }
    await expect.poll(() => send(`${url}/readyz`), { timeout: 10_000 }).toMatchObject(notReady)
    expect(await send(`${url}/healthz`)).toMatchObject({ status: 200 })
    expect(await send(`${url}/api/v1/account`)).toMatchObject({ status: 401 })
    expect(old.printed.err.match(/A newer version of Jackfield has migrated the database/g)).toHaveLength(1)
    old.child.kill('SIGTERM')
    expect(await old.exited).toBe(0)
  })
})
