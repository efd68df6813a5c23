import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { Config } from '../../src/config.ts'
import type { Vault } from '../../src/context.ts'
import { openVault } from '../../src/credentials/vault.ts'
import type { Database } from '../../src/storage/database.ts'
import { freshDatabase } from '../databases/fresh-database.ts'

let place: string
let directory: string
let database: Database

beforeAll(async () => {
  database = await freshDatabase()
})

afterAll(() => database.close())

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'jackfield-key-'))
  directory = join(place, 'data')
})

afterEach(async () => {
  await database.db.deleteFrom('installation').execute()
  await rm(place, { recursive: true, force: true })
})

function open(masterKey?: Buffer): Promise<Vault> {
  const config: Config = { ...readConfig({}), dataDirectory: directory, masterKey }
  return openVault({ config, database })
}

const keyFile = () => join(directory, 'master.key')

async function modeOf(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777
}

async function refusalOf(opening: Promise<Vault>): Promise<string> {
  const error: unknown = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toMatchObject({ name: 'Refusal', code: 'unavailable' })
  return error instanceof Error ? error.message : ''
}

describe('the master key', () => {
  it('SEC-2: is made on the first start, for its owner only, and used again', async () => {
    await open()
    expect(await modeOf(keyFile())).toBe(0o600)
    expect(await modeOf(directory)).toBe(0o700)
    const text = await readFile(keyFile(), 'utf8')
    expect(Buffer.from(text, 'base64').length).toBe(32)
    await open()
    expect(await readFile(keyFile(), 'utf8')).toBe(text)
    expect(await readdir(directory)).toEqual(['master.key'])
  })

  it('is not written when the settings bring one', async () => {
    await open(randomBytes(32))
    await expect(stat(keyFile())).rejects.toThrow('ENOENT')
  })

  it('SEC-2: a wrong one from the settings is refused, with where it came from and what to do', async () => {
    await open(randomBytes(32))
    const wrong = randomBytes(32)
    const message = await refusalOf(open(wrong))
    expect(message).toContain('The master key from JACKFIELD_MASTER_KEY is not the one')
    expect(message).toContain('set JACKFIELD_MASTER_KEY to it')
    expect(message).not.toContain(wrong.toString('base64'))
    expect(message).not.toContain(wrong.toString('hex'))
  })

  it('SEC-2: a wrong one from the file is refused, naming the file', async () => {
    await open()
    await writeFile(keyFile(), randomBytes(32).toString('base64'))
    expect(await refusalOf(open())).toContain(`from the key file ${keyFile()} is not the one`)
  })

  it('SEC-2: a lost one is not replaced by a new one', async () => {
    await open()
    await rm(keyFile())
    expect(await refusalOf(open())).toContain('There is no master key')
    await expect(stat(keyFile())).rejects.toThrow('ENOENT')
  })

  it('opens what it sealed, also when it moves from the file into the settings', async () => {
    await open()
    const key = Buffer.from(await readFile(keyFile(), 'utf8'), 'base64')
    await expect(open(key)).resolves.toBeDefined()
  })

  it('SEC-2: a file that others may read is refused, with the remedy', async () => {
    await open()
    for (const mode of [0o640, 0o604, 0o660]) {
      await chmod(keyFile(), mode)
      expect(await refusalOf(open())).toContain(`Run: chmod 600 ${keyFile()}`)
    }
  })

  it('a file that holds no key is refused, and what it holds is not repeated', async () => {
    await open()
    for (const text of ['hunter2', randomBytes(31).toString('base64'), randomBytes(33).toString('hex')]) {
      await writeFile(keyFile(), text)
      const message = await refusalOf(open())
      expect(message).toContain('does not hold a key: 32 bytes, base64 or hex')
      expect(message).not.toContain(text)
    }
  })

  it('an empty file is refused, and not taken for a missing one', async () => {
    await open()
    await writeFile(keyFile(), '')
    expect(await refusalOf(open())).toContain('does not hold a key')
  })

  it('two first starts at once agree on one key', async () => {
    await Promise.all(Array.from({ length: 8 }, () => open()))
    await expect(open()).resolves.toBeDefined()
    expect(await readdir(directory)).toEqual(['master.key'])
  })

  it('of two first starts at once with different keys, one wins', async () => {
    const keys = [randomBytes(32), randomBytes(32)]
    const results = await Promise.allSettled(keys.map((key) => open(key)))
    expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})
