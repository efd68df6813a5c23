import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyChains } from '../../src/backup/verify-chains.ts'
import { readConfig } from '../../src/config.ts'
import { chooseNewKey } from '../../src/credentials/choose-new-key.ts'
import { rotateMasterKey } from '../../src/credentials/rotate-master-key.ts'
import { isSealedWith, sealingKey } from '../../src/credentials/seal.ts'
import type { Database } from '../../src/storage/database.ts'
import { openParts } from '../audit/open-accounts.ts'
import type { Parts } from '../audit/open-accounts.ts'
import { freshDatabase } from '../databases/fresh-database.ts'
import { accountWithSecrets, contextOf, opened, storeSecret } from './account-with-secret.ts'
import type { Kept } from './account-with-secret.ts'

let database: Database
let before: Buffer
let after: Buffer
let kept: Kept[]
const hubs: Parts[] = []

beforeEach(async () => {
  database = await freshDatabase()
  before = randomBytes(32)
  after = randomBytes(32)
  const hub = await start({ masterKey: before })
  kept = [...(await accountWithSecrets(hub, 2)), ...(await accountWithSecrets(hub, 1))]
})

afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.close()
  await database.close()
})

/** A hub on the database, as one more node. */
async function start(settings: Parameters<typeof openParts>[1]): Promise<Parts> {
  const hub = await openParts(database, settings)
  hubs.push(hub)
  return hub
}

async function rotate(onProgress?: (accounts: number) => void) {
  const config = { ...readConfig({}), masterKey: before, nextMasterKey: after }
  const choice = await chooseNewKey(database.db, config)
  return rotateMasterKey({ db: database.db, ...choice, ...(onProgress ? { onProgress } : {}) })
}

async function accountsSealedWith(key: Buffer): Promise<number> {
  const accounts = await database.db.selectFrom('accounts').select('data_key').execute()
  return accounts.filter(({ data_key }) => isSealedWith(sealingKey(key), data_key)).length
}

describe('rotating the master key', () => {
  it('SEC-2: seals everything with the new one, and the old one opens nothing any more', async () => {
    expect(await rotate()).toEqual({ accounts: 2, unreadable: [] })
    expect(await opened(await start({ masterKey: after }), kept)).toEqual(kept)
    await expect(openParts(database, { masterKey: before })).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('SEC-9: is in the audit log of each account, which still holds', async () => {
    await rotate()
    const events = await database.db
      .selectFrom('audit_events')
      .select(['actor_name', 'actor_type'])
      .where('action', '=', 'account.data_key_resealed')
      .execute()
    const actor = { actor_name: 'jackfield rotate-key', actor_type: 'system' }
    expect(events).toEqual([actor, actor])
    expect(await verifyChains(database.db)).toEqual({ accounts: 2, broken: [] })
  })

  it('again changes nothing', async () => {
    await rotate()
    expect(await rotate()).toEqual({ accounts: 0, unreadable: [] })
    expect(await opened(await start({ masterKey: after }), kept)).toEqual(kept)
  })

  it('SEC-11: hubs that know both keys work before, in the middle and afterwards', async () => {
    const [late, early] = [
      await start({ masterKey: after, previousMasterKeys: [before] }),
      await start({ masterKey: before, nextMasterKey: after }),
    ]
    const made = [...(await accountWithSecrets(late, 1)), ...(await accountWithSecrets(early, 1))]
    expect(await accountsSealedWith(before)).toBe(4)
    await expect(rotate(stopAfterFirst)).rejects.toThrow('stopped')
    expect(await accountsSealedWith(after)).toBe(1)
    // Data keys in memory would hide what these hubs no longer know: look with new ones.
    for (const settings of [
      { masterKey: after, previousMasterKeys: [before] },
      { masterKey: before, nextMasterKey: after },
    ]) {
      const hub = await start(settings)
      expect(await opened(hub, [...kept, ...made])).toEqual([...kept, ...made])
      made.push(...(await accountWithSecrets(hub, 1)))
    }
    expect(await accountsSealedWith(after)).toBe(3)
    expect(await rotate()).toEqual({ accounts: 3, unreadable: [] })
    for (const hub of [late, early, await start({ masterKey: after })])
      expect(await opened(hub, [...kept, ...made])).toEqual([...kept, ...made])
  })

  it('misses no account that is made while it runs', async () => {
    const hub = await start({ masterKey: before, nextMasterKey: after })
    const rotation = { over: false }
    const making = Array.from({ length: 4 }, async () => {
      const made: Kept[] = []
      while (!rotation.over) made.push(...(await accountWithSecrets(hub, 1)))
      return made
    })
    await accountWithSecrets(hub, 1)
    await rotate()
    rotation.over = true
    const made = (await Promise.all(making)).flat()
    expect(made.length).toBeGreaterThan(0)
    expect(await accountsSealedWith(before)).toBe(0)
    expect(await opened(await start({ masterKey: after }), [...kept, ...made])).toEqual([...kept, ...made])
  })

  it('tells a hub that was not given the new key what it lacks, and stores nothing there', async () => {
    const hub = await start({ masterKey: before })
    await rotate()
    const [one] = kept
    const ctx = contextOf(hub, one?.accountId ?? '')
    const storing = storeSecret(ctx, one?.connectionId ?? '', { url: 'https://x.example/', headers: [] })
    await expect(storing).rejects.toMatchObject({
      code: 'unavailable',
      hint: expect.stringContaining('JACKFIELD_PREVIOUS_MASTER_KEYS'),
    })
    await expect(hub.account()).rejects.toMatchObject({ code: 'unavailable' })
  })

  it('leaves an account whose data key is damaged as it is, and says which', async () => {
    const [damaged] = kept
    await sql`update accounts set data_key = set_byte(data_key, 30, 255 - get_byte(data_key, 30))
      where id = ${damaged?.accountId}`.execute(database.db)
    expect(await rotate()).toEqual({ accounts: 1, unreadable: [damaged?.accountId] })
    const others = kept.filter(({ accountId }) => accountId !== damaged?.accountId)
    expect(await opened(await start({ masterKey: after }), kept)).toEqual(others)
  })
})

function stopAfterFirst(): void {
  throw new Error('stopped')
}
