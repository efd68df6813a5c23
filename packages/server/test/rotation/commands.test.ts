import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import { freshPlace } from '../databases/fresh-database.ts'
import type { FreshPlace } from '../databases/fresh-database.ts'
import { liveIn, openSecrets } from '../backup/lived-in-hub.ts'
import type { LivedIn } from '../backup/lived-in-hub.ts'
import { runOperator, settingsOf } from '../backup/run-operator.ts'

let place: FreshPlace
let hub: LivedIn

beforeAll(async () => {
  place = await freshPlace()
  const database = await openDatabase(place.options)
  hub = await liveIn(database)
  await database.close()
})
afterAll(() => place.remove())

async function secretsOpen(masterKey: Buffer): Promise<void> {
  const database = await openDatabase(place.options)
  await openSecrets(database, { ...hub, masterKey })
  await database.close()
}

// Each command is a process that opens a database: seconds, and much longer on a busy machine.
describe('jackfield rotate-key', { timeout: 120_000 }, () => {
  it('rotates the master key of the settings, then the data keys', async () => {
    const next = randomBytes(32)
    const settings = settingsOf(place.options, hub.masterKey)
    const rotating = { ...settings, JACKFIELD_NEXT_MASTER_KEY: next.toString('hex') }
    const master = await runOperator(['rotate-key'], rotating)
    expect(master).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^Sealed the data keys of 2 accounts with the new master key\. Make it JACKFIELD_MASTER_KEY/,
      ),
    })
    expect(master.out + master.err).not.toContain(next.toString('hex'))
    await secretsOpen(next)

    const data = await runOperator(['rotate-key', '--data-keys', '--json'], settingsOf(place.options, next))
    expect(data.code).toBe(0)
    expect(JSON.parse(data.out)).toEqual({ accounts: 2, credentials: 6, unreadable: [] })
    await secretsOpen(next)

    const wrong = await runOperator(['rotate-key', '--data-keys'], settings)
    expect(wrong).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('is not the one that sealed'),
    })
  })

  it('refuses a database that an older version made', async () => {
    const database = await openDatabase(place.options)
    await sql`delete from kysely_migration where name = (select max(name) from kysely_migration)`.execute(
      database.db,
    )
    await database.close()
    const { code, err } = await runOperator(['rotate-key'], settingsOf(place.options, hub.masterKey))
    expect({ code, err }).toEqual({
      code: 1,
      err: 'The database is older than this version. Start the hub once; that upgrades it.\n',
    })
  })
})
