import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commitChange } from '../../src/audit/commit-change.ts'
import type { Credential } from '../../src/credentials/credential.ts'
import type { Context, Tx } from '../../src/context.ts'
import { deleteCredential } from '../../src/credentials/delete-credential.ts'
import { openCredential } from '../../src/credentials/open-credential.ts'
import { storeCredential } from '../../src/credentials/store-credential.ts'
import { openVault } from '../../src/credentials/vault.ts'
import type { Database } from '../../src/storage/database.ts'
import { openParts } from '../audit/open-accounts.ts'
import type { Parts } from '../audit/open-accounts.ts'
import { freshDatabase } from '../databases/fresh-database.ts'
import { addConnection } from './add-connection.ts'
import { dumpDatabase, formsOf } from './dump-database.ts'

const secret: Credential = {
  url: 'https://notes.example/mcp?key=in-the-url-5f1c',
  headers: [
    { name: 'Authorization', value: 'Bearer in-a-header-9d2e' },
    { name: 'X-Team', value: 'ünïcode ✓' },
  ],
}

let database: Database
let parts: Parts
let ctx: Context
let connectionId: string

beforeAll(async () => {
  database = await freshDatabase()
  parts = await openParts(database)
})

afterAll(async () => {
  await parts.close()
  await database.close()
})

beforeEach(async () => {
  ctx = await parts.account()
  connectionId = await addConnection(ctx)
})

/** As a verb does it; the account's data key is not in memory yet. */
function change(own: Context, work: (tx: Tx) => Promise<void>): Promise<void> {
  return commitChange(own, async (tx, record) => {
    await work(tx)
    record({ action: 'connection.connected' })
  })
}

const store = (own: Context, id: string, value = secret) =>
  change(own, (tx) => storeCredential({ tx, ctx: own, connectionId: id, secret: value }))

async function sealedOf(id: string): Promise<Uint8Array> {
  const query = database.db.selectFrom('credentials').select('sealed').where('connection_id', '=', id)
  return (await query.executeTakeFirstOrThrow()).sealed
}

async function putSealed(id: string, sealed: Uint8Array): Promise<void> {
  await database.db.updateTable('credentials').set({ sealed }).where('connection_id', '=', id).execute()
}

describe('a credential', () => {
  it('SEC-2: opens as it was stored, and as it was stored last', async () => {
    await store(ctx, connectionId)
    expect(await openCredential({ ctx, connectionId })).toEqual(secret)
    const next = { url: 'https://notes.example/other', headers: [] }
    await store(ctx, connectionId, next)
    expect(await openCredential({ ctx, connectionId })).toEqual(next)
  })

  it('opens inside a transaction, with a vault that has no data key in memory', async () => {
    await store(ctx, connectionId)
    const vault = await openVault({ config: parts.services.config, database })
    const fresh = { ...ctx, services: { ...ctx.services, vault } }
    await change(fresh, async (tx) => {
      expect(await openCredential({ ctx: fresh, connectionId, tx })).toEqual(secret)
    })
  })

  it('SEC-1 SEC-2: no column of the database holds any of it in the clear', async () => {
    await store(ctx, connectionId)
    await database.db
      .insertInto('rate_limits')
      .values({ key: 'canary-7a3b', points: 0, expire: null })
      .execute()
    const dump = await dumpDatabase(database)
    expect(dump).toContain('canary-7a3b')
    expect(dump).toContain(Buffer.from(await sealedOf(connectionId)).toString('hex'))
    for (const text of ['in-the-url-5f1c', 'in-a-header-9d2e', 'ünïcode ✓'])
      for (const form of formsOf(text)) expect(dump).not.toContain(form)
  })

  it('SEC-2: the same secret never looks the same', async () => {
    const other = await addConnection(ctx)
    await store(ctx, connectionId)
    await store(ctx, other)
    const [first, second] = [await sealedOf(connectionId), await sealedOf(other)]
    await store(ctx, connectionId)
    expect(
      new Set(
        [first, second, await sealedOf(connectionId)].map((bytes) => Buffer.from(bytes).toString('hex')),
      ).size,
    ).toBe(3)
  })

  it('SEC-2: sealed bytes do not open in another row, nor in another account', async () => {
    const sibling = await addConnection(ctx)
    const stranger = await parts.account()
    const strange = await addConnection(stranger)
    for (const [own, id] of [
      [ctx, connectionId],
      [ctx, sibling],
      [stranger, strange],
    ] as const)
      await store(own, id)
    const sealed = await sealedOf(connectionId)
    await putSealed(sibling, sealed)
    await putSealed(strange, sealed)
    await expect(openCredential({ ctx, connectionId: sibling })).rejects.toMatchObject({ code: 'internal' })
    await expect(openCredential({ ctx: stranger, connectionId: strange })).rejects.toMatchObject({
      code: 'internal',
    })
    expect(await openCredential({ ctx, connectionId })).toEqual(secret)
  })

  it('SEC-2: the data key of one account does not serve another', async () => {
    const stranger = await parts.account()
    const own = database.db.selectFrom('accounts').select('data_key').where('id', '=', ctx.accountId)
    const { data_key } = await own.executeTakeFirstOrThrow()
    await database.db.updateTable('accounts').set({ data_key }).where('id', '=', stranger.accountId).execute()
    const moved = store(stranger, await addConnection(stranger))
    await expect(moved).rejects.toMatchObject({ code: 'internal' })
  })

  it('SEC-2: refuses sealed bytes in which any one bit is flipped, and says nothing of what is in them', async () => {
    await store(ctx, connectionId, { url: 'https://x.example/', headers: [] })
    const sealed = await sealedOf(connectionId)
    for (let place = 0; place < sealed.length; place++) {
      const flipped = Uint8Array.from(sealed)
      flipped[place] = (flipped[place] ?? 0) ^ (1 << (place % 8))
      const opening = ctx.services.vault.open(ctx.accountId, `credentials/${connectionId}`, flipped)
      await expect(opening).rejects.toMatchObject({
        code: 'internal',
        message: expect.not.stringContaining('x.example'),
      })
    }
    for (const length of [0, 1, 20, sealed.length - 1]) {
      const opening = ctx.services.vault.open(
        ctx.accountId,
        `credentials/${connectionId}`,
        sealed.subarray(0, length),
      )
      await expect(opening).rejects.toMatchObject({ code: 'internal' })
    }
  })

  it('SEC-13: another account can neither store, open nor delete it', async () => {
    const stranger = await parts.account()
    await expect(store(stranger, connectionId)).rejects.toMatchObject({ code: 'not_found' })
    await store(ctx, connectionId)
    await expect(store(stranger, connectionId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(openCredential({ ctx: stranger, connectionId })).rejects.toMatchObject({ code: 'not_found' })
    await change(stranger, (tx) => deleteCredential({ tx, ctx: stranger, connectionId }))
    expect(await openCredential({ ctx, connectionId })).toEqual(secret)
  })

  it('SEC-1: is gone once deleted', async () => {
    await store(ctx, connectionId)
    await change(ctx, (tx) => deleteCredential({ tx, ctx, connectionId }))
    await expect(openCredential({ ctx, connectionId })).rejects.toMatchObject({ code: 'not_found' })
    expect(
      (
        await database.db
          .selectFrom('credentials')
          .selectAll()
          .where('connection_id', '=', connectionId)
          .execute()
      ).length,
    ).toBe(0)
  })
})
