import { LRUCache } from 'lru-cache'
import { hashSecret } from './ids.ts'
import type { Changes } from './storage/changes.ts'

const MOST_KEYS = 10_000
/** Should the news of a change get lost on the way, a key is looked up anew after this. */
const LONGEST_MS = 60_000
/** The last use of a key is written down at most this often. */
export const NOTE_EVERY_MS = 60_000

/** A key of ours that was found in the database. */
export interface KnownKey {
  accountId: string
  /** Milliseconds since 1970; Infinity when it stays. */
  expiresAt: number
  /** When its use was last written down, in milliseconds since 1970. */
  notedAt: number
}

/**
 * Recognises the bearer keys of one kind. A key that was seen is kept in memory until something in its account
 * changes, on any node, so that a revoked key stops working at once.
 */
export class KnownKeys<Key extends KnownKey> {
  readonly #read: (hash: string) => Promise<Key | undefined>
  readonly #keys = new LRUCache<string, Key>({ max: MOST_KEYS, ttl: LONGEST_MS })
  /** Grows with every change: what was read before a change must not be kept after it. */
  #changes = 0

  /** `read` finds a key that is not revoked by the hash of its secret. */
  constructor(changes: Changes, read: (hash: string) => Promise<Key | undefined>) {
    this.#read = read
    changes.subscribe((accountId) => this.#forget(accountId))
  }

  /** The key with this secret, or undefined when it is unknown, revoked or expired. */
  async find(secret: string): Promise<Key | undefined> {
    const hash = hashSecret(secret)
    const key = this.#keys.get(hash) ?? (await this.#look(hash))
    return key && key.expiresAt > Date.now() ? key : undefined
  }

  #forget(accountId: string | undefined): void {
    this.#changes++
    if (accountId === undefined) return this.#keys.clear()
    for (const [hash, key] of this.#keys) if (key.accountId === accountId) this.#keys.delete(hash)
  }

  async #look(hash: string): Promise<Key | undefined> {
    const before = this.#changes
    const key = await this.#read(hash)
    if (key && this.#changes === before) this.#keys.set(hash, key)
    return key
  }
}

/** Whether the use of a key is to be written down now: at most once a minute. Answering yes counts as done. */
export function isUseToBeNoted(key: KnownKey): boolean {
  const now = Date.now()
  if (now - key.notedAt < NOTE_EVERY_MS) return false
  key.notedAt = now
  return true
}
