import { LRUCache } from 'lru-cache'
import type { Actor, Db } from '../context.ts'
import { hashSecret } from '../ids.ts'
import type { Changes } from '../storage/changes.ts'

const MOST_KEYS = 10_000
/** Should the news of a change get lost on the way, a key is looked up anew after this. */
const LONGEST_MS = 60_000
/** The last use of a key is written down at most this often. */
const TOUCH_MS = 60_000

type KeyActor = Extract<Actor, { type: 'api_key' }>

interface KnownKey {
  accountId: string
  actor: KeyActor
  expiresAt: number
  /** When its last use was written down. */
  touchedAt: number
}

/**
 * Recognises API keys. A key that was seen is kept in memory until something in its account changes, on any
 * node, so that a revoked key stops working at once.
 */
export class KnownKeys {
  readonly #db: Db
  readonly #keys = new LRUCache<string, KnownKey>({ max: MOST_KEYS, ttl: LONGEST_MS })
  readonly #stop: () => void
  /** Grows with every change: what was read before a change must not be kept after it. */
  #changes = 0

  constructor(db: Db, changes: Changes) {
    this.#db = db
    this.#stop = changes.subscribe((accountId) => this.#forget(accountId))
  }

  /** Who the key is, or undefined when it is unknown, revoked or expired. */
  async find(secret: string): Promise<{ accountId: string; actor: KeyActor } | undefined> {
    const hash = hashSecret(secret)
    const key = this.#keys.get(hash) ?? (await this.#read(hash))
    if (!key || key.expiresAt <= Date.now()) return undefined
    if (key.touchedAt <= Date.now() - TOUCH_MS) await this.#touch(key)
    return { accountId: key.accountId, actor: key.actor }
  }

  close(): void {
    this.#stop()
  }

  #forget(accountId: string | undefined): void {
    this.#changes++
    if (accountId === undefined) return this.#keys.clear()
    for (const [hash, key] of this.#keys) if (key.accountId === accountId) this.#keys.delete(hash)
  }

  async #read(hash: string): Promise<KnownKey | undefined> {
    const before = this.#changes
    const row = await this.#db
      .selectFrom('api_keys')
      .select(['id', 'account_id', 'name', 'role', 'read_only', 'expires_at', 'last_used_at'])
      .where('token_hash', '=', hash)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
    if (!row) return undefined
    const key = {
      accountId: row.account_id,
      actor: {
        type: 'api_key' as const,
        id: row.id,
        name: row.name,
        role: row.role,
        readOnly: row.read_only,
      },
      expiresAt: row.expires_at?.getTime() ?? Infinity,
      touchedAt: row.last_used_at?.getTime() ?? 0,
    }
    if (this.#changes === before) this.#keys.set(hash, key)
    return key
  }

  async #touch(key: KnownKey): Promise<void> {
    key.touchedAt = Date.now()
    await this.#db
      .updateTable('api_keys')
      .set({ last_used_at: new Date(key.touchedAt) })
      .where('id', '=', key.actor.id)
      .execute()
  }
}
