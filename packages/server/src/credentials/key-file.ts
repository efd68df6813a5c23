import { randomUUID } from 'node:crypto'
import { link, mkdir, open, rm } from 'node:fs/promises'
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
    await writeDurably(unfinished, `${Buffer.from(newKey()).toString('base64')}\n`)
    await link(unfinished, path)
  } catch (error) {
    if (!isErrno(error, 'EEXIST')) throw unusable(path, 'made', error)
  } finally {
    await rm(unfinished, { force: true })
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
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
