import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { chooseNewKey } from '../../src/credentials/choose-new-key.ts'
import { rotateMasterKey } from '../../src/credentials/rotate-master-key.ts'
import type { Database } from '../../src/storage/database.ts'
import { openParts } from '../audit/open-accounts.ts'
import type { Parts } from '../audit/open-accounts.ts'
import { freshDatabase } from '../databases/fresh-database.ts'
import { accountWithSecrets, opened } from './account-with-secret.ts'
import type { Kept } from './account-with-secret.ts'

let dataDirectory: string
let database: Database
let hub: Parts
let kept: Kept[]

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'jackfield-rotate-file-'))
  database = await freshDatabase()
  hub = await openParts(database, fromFile())
  kept = [...(await accountWithSecrets(hub, 1)), ...(await accountWithSecrets(hub, 1))]
})

afterEach(async () => {
  await hub.close()
  await database.close()
  await rm(dataDirectory, { recursive: true, force: true })
})

const fromFile = () => ({ dataDirectory, masterKey: undefined })
const read = (name: string) => readFile(join(dataDirectory, name), 'utf8')

async function rotate(newKeyFile?: string, onProgress?: () => void) {
  const choice = await chooseNewKey(database.db, { ...readConfig({}), ...fromFile() }, newKeyFile)
  return rotateMasterKey({ db: database.db, ...choice, ...(onProgress ? { onProgress } : {}) })
}

const stop = () => {
  throw new Error('stopped')
}

async function opensAnew(): Promise<Kept[]> {
  const fresh = await openParts(database, fromFile())
  const found = await opened(fresh, kept)
  await fresh.close()
  return found
}

describe('rotating a key file', () => {
  it('SEC-2: puts a new key into it, for its owner only, and keeps the old one beside it', async () => {
    const before = await read('master.key')
    expect(await rotate()).toEqual({ accounts: 2, unreadable: [] })
    expect(await read('master.key.old')).toBe(before)
    expect(await read('master.key')).not.toBe(before)
    for (const name of ['master.key', 'master.key.old'])
      expect((await stat(join(dataDirectory, name))).mode & 0o777).toBe(0o600)
    expect(await readdir(dataDirectory)).toEqual(['master.key', 'master.key.old'])
    await rm(join(dataDirectory, 'master.key.old'))
    expect(await opensAnew()).toEqual(kept)
  })

  it('SEC-11: a running hub takes the new key up by itself', async () => {
    const running = await openParts(database, fromFile())
    await rotate()
    expect(await opened(running, kept)).toEqual(kept)
    kept.push(...(await accountWithSecrets(running, 1)))
    await running.close()
    await rm(join(dataDirectory, 'master.key.old'))
    expect(await opensAnew()).toEqual(kept)
  })

  it('goes on with its key after an interruption', async () => {
    await expect(rotate(undefined, stop)).rejects.toThrow('stopped')
    const key = await read('master.key')
    expect(await opensAnew()).toEqual(kept)
    expect(await rotate()).toEqual({ accounts: 1, unreadable: [] })
    expect(await read('master.key')).toBe(key)
  })

  it('refuses another key while a rotation is under way', async () => {
    await expect(rotate(undefined, stop)).rejects.toThrow('stopped')
    const other = join(dataDirectory, 'other.key')
    await writeFile(other, randomBytes(32).toString('base64'), { mode: 0o600 })
    await expect(rotate(other)).rejects.toThrow('is under way. Finish it first: run this without a new key.')
  })

  it('does not throw away the key of the rotation before', async () => {
    const first = await read('master.key')
    await rotate()
    await expect(rotate()).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('master.key.old holds the master key from before the last rotation'),
    })
    expect(await read('master.key.old')).toBe(first)
    await rename(join(dataDirectory, 'master.key.old'), join(dataDirectory, 'kept-elsewhere'))
    expect(await rotate()).toEqual({ accounts: 2, unreadable: [] })
    expect(await opensAnew()).toEqual(kept)
  })

  it('takes a key that was brought, once', async () => {
    const brought = join(dataDirectory, 'brought.key')
    const key = randomBytes(32)
    await writeFile(brought, key.toString('hex'), { mode: 0o600 })
    await rotate(brought)
    expect(Buffer.from(await read('master.key'), 'base64')).toEqual(key)
    expect(await rotate(brought)).toEqual({ accounts: 0, unreadable: [] })
    expect(await opensAnew()).toEqual(kept)
  })

  it('refuses a key file to come that is missing, open to others or none, and changes nothing', async () => {
    const path = join(dataDirectory, 'bad.key')
    const present = await read('master.key')
    await expect(rotate(path)).rejects.toThrow(`There is no key file ${path}.`)
    await writeFile(path, randomBytes(32).toString('base64'), { mode: 0o644 })
    await expect(rotate(path)).rejects.toThrow(`Run: chmod 600 ${path}`)
    await writeFile(path, 'hunter2')
    await rm(path)
    await writeFile(path, 'hunter2', { mode: 0o600 })
    await expect(rotate(path)).rejects.toThrow('does not hold a key')
    expect(await read('master.key')).toBe(present)
    expect(await readdir(dataDirectory)).toEqual(['bad.key', 'master.key'])
  })
})

describe('rotating a key from the settings', () => {
  it('refuses when there is no new one, and says where to put it', async () => {
    const masterKey = Buffer.from(await read('master.key'), 'base64')
    const choosing = chooseNewKey(database.db, { ...readConfig({}), dataDirectory, masterKey })
    await expect(choosing).rejects.toThrow(
      'Set JACKFIELD_NEXT_MASTER_KEY to the output of: openssl rand -base64 32',
    )
  })

  it('refuses when the present one is wrong', async () => {
    const config = {
      ...readConfig({}),
      dataDirectory,
      masterKey: randomBytes(32),
      nextMasterKey: randomBytes(32),
    }
    await expect(chooseNewKey(database.db, config)).rejects.toMatchObject({ code: 'unavailable' })
  })
})
