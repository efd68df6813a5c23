import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { commitChange } from '../../src/audit/commit-change.ts'
import { verifyChains } from '../../src/backup/verify-chains.ts'
import { proveMasterKey, readCheck } from '../../src/credentials/key-check.ts'
import { rotateDataKeys } from '../../src/credentials/rotate-data-keys.ts'
import { storeCredential } from '../../src/credentials/store-credential.ts'
import type { Database } from '../../src/storage/database.ts'
import { openParts } from '../audit/open-accounts.ts'
import type { Parts } from '../audit/open-accounts.ts'
import { addConnection } from '../credentials/add-connection.ts'
import { freshDatabase, testedDialect } from '../databases/fresh-database.ts'
import { accountWithSecrets, contextOf, opened, storeSecret } from './account-with-secret.ts'
import type { Kept } from './account-with-secret.ts'

const masterKey = randomBytes(32)
let database: Database
let hub: Parts
let kept: Kept[]

beforeEach(async () => {
  database = await freshDatabase()
  hub = await openParts(database, { masterKey })
  kept = [...(await accountWithSecrets(hub, 3)), ...(await accountWithSecrets(hub, 1))]
})

afterEach(async () => {
  await hub.close()
  await database.close()
})

async function rotate() {
  const check = await readCheck(database.db)
  const ring = await proveMasterKey(hub.services.config, check ?? new Uint8Array())
  return rotateDataKeys({ db: database.db, ring })
}

/** The names of the keys that the credentials are sealed with, and how many accounts have two data keys. */
async function sealedNow() {
  const { rows } = await sql<{ key: string }>`
    select distinct encode(substring(sealed from 2 for 8), 'hex') as key from credentials order by 1`.execute(
    database.db,
  )
  const two = await sql`select from accounts where previous_data_key is not null`.execute(database.db)
  return { keys: rows.map(({ key }) => key), accountsWithTwo: two.rows.length }
}

async function damage(connectionId: string): Promise<void> {
  await sql`update credentials set sealed = set_byte(sealed, 40, 255 - get_byte(sealed, 40))
    where connection_id = ${connectionId}`.execute(database.db)
}

describe('rotating the data keys', () => {
  it('SEC-2: seals every credential with a new key of its account, and forgets the old one', async () => {
    const before = await sealedNow()
    expect(await rotate()).toEqual({ accounts: 2, credentials: 4, unreadable: [] })
    const after = await sealedNow()
    expect(after).toEqual({ keys: [expect.any(String), expect.any(String)], accountsWithTwo: 0 })
    expect(after.keys.filter((key) => before.keys.includes(key))).toEqual([])
    const fresh = await openParts(database, { masterKey })
    expect(await opened(fresh, kept)).toEqual(kept)
    await fresh.close()
  })

  it('SEC-11: a hub that has the old keys in memory opens and stores as before', async () => {
    expect(await opened(hub, kept)).toEqual(kept)
    await rotate()
    expect(await opened(hub, kept)).toEqual(kept)
    const [first] = kept
    if (!first) throw new Error('there is one')
    const secret = { url: 'https://next.example/', headers: [] }
    await storeSecret(contextOf(hub, first.accountId), first.connectionId, secret)
    const fresh = await openParts(database, { masterKey })
    expect(await opened(fresh, [{ ...first, secret }])).toHaveLength(1)
    await fresh.close()
  })

  it('SEC-9: is in the audit log of each account, which still holds', async () => {
    await rotate()
    const events = database.db.selectFrom('audit_events').select('detail')
    const found = await events.where('action', '=', 'account.data_key_rotated').execute()
    expect(new Set(found.map(({ detail }) => detail['credentials']))).toEqual(new Set([1, 3]))
    expect(await verifyChains(database.db)).toEqual({ accounts: 2, broken: [] })
  })

  it('loses nothing that is stored or opened while it runs', async () => {
    const rotation = { over: false }
    const unopened: unknown[] = []
    const working = kept.map(async (one) => {
      const ctx = contextOf(hub, one.accountId)
      let last = one
      for (let turn = 0; !rotation.over; turn++) {
        last = { ...one, secret: { url: `https://turn-${turn}.example/`, headers: [] } }
        await storeSecret(ctx, one.connectionId, last.secret)
        if ((await opened(hub, [last])).length === 0) unopened.push(last)
      }
      return last
    })
    for (let time = 0; time < 5; time++) expect((await rotate()).unreadable).toEqual([])
    rotation.over = true
    const last = await Promise.all(working)
    expect(unopened).toEqual([])
    const fresh = await openParts(database, { masterKey })
    expect(await opened(fresh, last)).toEqual(last)
    await fresh.close()
    expect((await sealedNow()).accountsWithTwo).toBe(0)
  })

  // The embedded database runs one transaction at a time.
  it.runIf(testedDialect() === 'postgres')('waits for whoever is sealing with the old key', async () => {
    const [one] = kept
    const ctx = contextOf(hub, one?.accountId ?? '')
    const connectionId = await addConnection(ctx)
    const secret = { url: 'https://late.example/', headers: [] }
    const sealed = Promise.withResolvers<void>()
    const storing = commitChange(ctx, async (tx, record) => {
      await storeCredential({ tx, ctx, connectionId, secret })
      record({ action: 'connection.connected' })
      sealed.resolve()
      await sleep(700)
    })
    await sealed.promise
    expect(await rotate()).toMatchObject({ credentials: 5, unreadable: [] })
    await storing
    const fresh = await openParts(database, { masterKey })
    expect(await opened(fresh, [{ accountId: ctx.accountId, connectionId, secret }])).toHaveLength(1)
    await fresh.close()
  })

  it('keeps both keys while a credential does not open, and finishes when it is there again', async () => {
    const [first, second] = kept
    if (!first || !second) throw new Error('there are two')
    const { sealed } = await database.db
      .selectFrom('credentials')
      .select('sealed')
      .where('connection_id', '=', first.connectionId)
      .executeTakeFirstOrThrow()
    await damage(first.connectionId)
    expect(await rotate()).toEqual({ accounts: 1, credentials: 1, unreadable: [first.accountId] })
    expect((await sealedNow()).accountsWithTwo).toBe(1)
    expect(await opened(hub, kept)).toEqual(kept.filter((one) => one !== first))
    await database.db
      .updateTable('credentials')
      .set({ sealed })
      .where('connection_id', '=', first.connectionId)
      .execute()
    expect(await rotate()).toMatchObject({ accounts: 2, unreadable: [] })
    expect((await sealedNow()).accountsWithTwo).toBe(0)
    expect(await opened(hub, kept)).toEqual(kept)
  })
})
