import { randomUUID } from 'node:crypto'
import { link, mkdir, open, rename, rm } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Refusal } from '../errors.ts'
import { newKey } from './seal.ts'

/**
 * The 32 bytes in a key file; undefined when there is no such file.
 * @throws Refusal `unavailable` when others may read it, when it is malformed, or when it cannot be read.
 */
export async function readKeyFile(path: string): Promise<Uint8Array | undefined> {
  let file: FileHandle | undefined
  try {
    file = await open(path, 'r')
    refuseOpenMode(path, (await file.stat()).mode)
    return decodeKeyText(path, await file.readFile('utf8'))
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return undefined
    throw error instanceof Refusal ? error : unusable(path, 'read', error)
  } finally {
    await file?.close()
  }
}

/**
 * Writes a new random key, for its owner only, unless there is a file already. The file appears whole or not at all.
 * @throws Refusal `unavailable` when it cannot be written.
 */
export async function createKeyFile(path: string): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeDurably(unfinished, newKey())
    await link(unfinished, path)
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw unusable(path, 'made', error)
  } finally {
    await rm(unfinished, { force: true })
  }
}

/** Where the key of before stays after a rotation, until the operator deletes it. */
export function oldKeyFilePath(path: string): string {
  return `${path}.old`
}

/**
 * Puts another key into a key file, whole or not at all, and keeps the present one beside it as `<path>.old`.
 * @throws Refusal `conflict` when a key of an earlier rotation still stands there; `unavailable` when it cannot be
 *   written.
 */
export async function replaceKeyFile(path: string, key: Uint8Array): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`
  await keepOldKey(path)
  try {
    await writeDurably(unfinished, key)
    await rename(unfinished, path)
    await syncDirectory(dirname(path))
  } catch (error) {
    throw unusable(path, 'replaced', error)
  } finally {
    await rm(unfinished, { force: true })
  }
}

async function keepOldKey(path: string): Promise<void> {
  const old = oldKeyFilePath(path)
  try {
    await link(path, old)
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw unusable(old, 'made', error)
    const [present, kept] = await Promise.all([readKeyFile(path), readKeyFile(old)])
    // The same: a rotation was interrupted right here.
    if (present && kept && Buffer.compare(present, kept) === 0) return
    throw new Refusal(
      'conflict',
      `${old} holds the master key from before the last rotation. Older backups need it: move it to where you keep ` +
        'such keys, then rotate again.',
    )
  }
}

/** A new name is on disk only when its directory is. Windows has no such thing. */
async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const directory = await open(path, 'r')
  try {
    await directory.sync()
  } finally {
    await directory.close()
  }
}

async function writeDurably(path: string, key: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(`${Buffer.from(key).toString('base64')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

function refuseOpenMode(path: string, mode: number): void {
  // Windows has no such modes.
  if (process.platform === 'win32' || (mode & 0o077) === 0) return
  throw new Refusal('unavailable', `The key file ${path} can be read by others. Run: chmod 600 ${path}`)
}

/** Base64 as we write it, or hex as in JACKFIELD_MASTER_KEY. */
function decodeKeyText(path: string, text: string): Uint8Array {
  const key = text.trim()
  if (/^[0-9a-f]{64}$/i.test(key)) return Buffer.from(key, 'hex')
  if (/^[0-9a-z+/]{43}=$/i.test(key)) return Buffer.from(key, 'base64')
  throw new Refusal(
    'unavailable',
    `The key file ${path} does not hold a key: 32 bytes, base64 or hex. Put back the file from your backup, or set ` +
      'JACKFIELD_MASTER_KEY to its key. Without the key the stored secrets cannot be opened.',
  )
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

function unusable(path: string, verb: string, error: unknown): Refusal {
  const why = error instanceof Error ? error.message : String(error)
  return new Refusal(
    'unavailable',
    `The key file ${path} cannot be ${verb}: ${why}. Let the user that runs Jackfield use it, or set ` +
      'JACKFIELD_MASTER_KEY to the output of: openssl rand -base64 32',
    { cause: error },
  )
}
