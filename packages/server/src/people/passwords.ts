import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** What one guess costs. `memory` is in KiB. */
export interface HashCost {
  memory: number
  passes: number
  parallelism: number
}

/** OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane. */
const standardCost: HashCost = { memory: 19 * 1024, passes: 2, parallelism: 1 }
const SALT_BYTES = 16
const TAG_BYTES = 32
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** The password as a PHC string (https://github.com/P-H-C/phc-string-format), Argon2id with a fresh salt. */
export async function hashPassword(password: string, cost: HashCost = standardCost): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  const tag = await derivation(password, salt, cost, TAG_BYTES)
  const { memory, passes, parallelism } = cost
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

/** Whether the password is the one of the hash. Without a hash it takes as long, and is not. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const parts = PHC.exec(hash ?? (await nobodysHash()))
  if (!parts) throw new Error('a stored password hash is malformed')
  const [, memory, passes, parallelism, salt = '', tag = ''] = parts
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const expected = Buffer.from(tag, 'base64')
  const actual = await derivation(password, Buffer.from(salt, 'base64'), cost, expected.length)
  return timingSafeEqual(actual, expected) && hash !== undefined
}

let nobody: Promise<string> | undefined

/** Compared with when the e-mail is unknown, so that an answer's delay does not tell. */
function nobodysHash(): Promise<string> {
  nobody ??= hashPassword(randomBytes(SALT_BYTES).toString('hex'))
  return nobody
}

/** The same characters can be typed as different code points; NFKC makes them one. */
async function derivation(
  password: string,
  nonce: Buffer,
  cost: HashCost,
  tagLength: number,
): Promise<Buffer> {
  return derive('argon2id', { message: password.normalize('NFKC'), nonce, tagLength, ...cost })
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
