import { hash, randomBytes } from 'node:crypto'
import { ulid } from 'ulid'

/** Prefix of every id, so that an id in a log says what it names. */
export type IdPrefix =
  | 'acc'
  | 'usr'
  | 'inv'
  | 'ses'
  | 'key'
  | 'con'
  | 'cxn'
  | 'agt'
  | 'tpl'
  | 'ak'
  | 'call'
  | 'evt'
  | 'ent'
  | 'whk'
  | 'msg'
  | 'req'
  | 'rev'

/** Random bytes are drawn by the block: drawn one by one they cost more than the rest of an id. */
let pool = Buffer.alloc(0)
let taken = 0

function randomFraction(): number {
  if (taken === pool.length) {
    pool = randomBytes(4096)
    taken = 0
  }
  return (pool[taken++] ?? 0) / 256
}

/** A new ULID, lower case: time-ordered, with 80 random bits. */
export function newUlid(): string {
  return ulid(undefined, randomFraction).toLowerCase()
}

/** A new, time-ordered id such as `agt_01k9...` (ULID, lower case). */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${newUlid()}`
}

/** What a bearer secret of ours opens. It is part of the secret's text: `jf_agent_...`. */
export type SecretKind = 'agent' | 'key' | 'session' | 'invite' | 'setup'

/**
 * A new bearer secret: 256 random bits, base64url, prefixed so that secret scanners and people recognise it.
 * Shown once; only `hash` and `hint` are stored.
 */
export function newSecret(kind: SecretKind): { secret: string; hash: string; hint: string } {
  const secret = `jf_${kind}_${randomBytes(32).toString('base64url')}`
  return { secret, hash: hashSecret(secret), hint: secret.slice(-4) }
}

/** SHA-256, hex. A fast hash suffices because our secrets carry 256 random bits. */
export function hashSecret(secret: string): string {
  return hash('sha256', secret)
}
