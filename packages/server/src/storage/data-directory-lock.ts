import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Refusal } from '../errors.ts'

export interface DataDirectoryLock {
  /** Lets another process have the directory. */
  release(): void
}

/** SQLite's result code for a file that somebody else has locked: https://sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5

/** A handle that nobody refers to is collected and closed, and its lock with it: these are held until released. */
const held = new Set<DatabaseSync>()

/**
 * Takes the data directory for this process, until released or until the process ends, however it ends: the
 * operating system drops the lock. Makes the directory, for its owner only, if it is absent.
 *
 * The embedded database has no lock of its own, and two processes on it would damage it without a sign. Node
 * has no file lock either, but SQLite has one, and needs no table for it. Beware: POSIX locks go when any
 * handle of the process to that file is closed, so nothing else may open `lock.sqlite`.
 *
 * @throws Refusal `unavailable` when another process holds it, or when the directory cannot be used.
 */
export function lockDataDirectory(directory: string): DataDirectoryLock {
  makeDirectory(directory)
  const ownerFile = join(directory, 'lock.pid')
  const file = new DatabaseSync(join(directory, 'lock.sqlite'))
  try {
    file.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    file.close()
    if (isBusy(error)) throw heldByAnother(directory, readOwner(ownerFile))
    throw unusable(directory, error)
  }
  held.add(file)
  writeFileSync(ownerFile, `${process.pid}\n`, { mode: 0o600 })
  return {
    release() {
      if (!held.delete(file)) return
      rmSync(ownerFile, { force: true })
      file.close()
    },
  }
}

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw unusable(directory, error)
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}

function readOwner(ownerFile: string): string | undefined {
  try {
    return readFileSync(ownerFile, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}

function heldByAnother(directory: string, pid: string | undefined): Refusal {
  const holder = pid === undefined ? 'another process' : `process ${pid}`
  return new Refusal(
    'unavailable',
    `The data directory ${directory} is in use by ${holder}. Stop that one first, or set JACKFIELD_DATA_DIR ` +
      'to another directory. To run several processes on the same data, set DATABASE_URL to a PostgreSQL server.',
  )
}

function unusable(directory: string, error: unknown): Refusal {
  const why = error instanceof Error ? error.message : String(error)
  return new Refusal(
    'unavailable',
    `The data directory ${directory} cannot be used: ${why}. Make it writable for the user that runs ` +
      'Jackfield, or set JACKFIELD_DATA_DIR to another directory.',
  )
}
