import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockDataDirectory } from '../../src/storage/data-directory-lock.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { testedDialect } from '../databases/fresh-database.ts'
import { startProgram } from './child-program.ts'

let parent: string
let directory: string

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'jackfield-lock-'))
  directory = join(parent, 'data')
})

afterEach(() => rmSync(parent, { recursive: true, force: true }))

describe.runIf(testedDialect() === 'embedded')('the lock of the data directory', () => {
  it('makes the directory for its owner only', () => {
    lockDataDirectory(directory).release()
    expect(statSync(directory).mode & 0o777).toBe(0o700)
  })

  it('refuses a second process with the directory, the holder and the remedy, until the first is killed', async () => {
    const holder = startProgram('hold-lock.ts', [directory])
    expect(await holder.line()).toBe('locked')

    const refused = openDatabase({ dataDirectory: directory })
    await expect(refused).rejects.toThrow(
      `The data directory ${directory} is in use by process ${holder.pid}.`,
    )
    await expect(refused).rejects.toThrow(/Stop that one first, or set JACKFIELD_DATA_DIR/)

    await holder.kill()
    lockDataDirectory(directory).release()
  })

  it('refuses a second opening in the same process, and lets go when released', () => {
    const lock = lockDataDirectory(directory)
    expect(() => lockDataDirectory(directory)).toThrow(`in use by process ${process.pid}`)
    lock.release()
    lock.release()
    lockDataDirectory(directory).release()
  })

  it('says why a directory cannot be used', () => {
    expect(() => lockDataDirectory('/dev/null/data')).toThrow(
      /The data directory \/dev\/null\/data cannot be used/,
    )
  })
})
