import { LRUCache } from 'lru-cache'
import type { Db } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newKey, seal, sealingKey, unseal } from './seal.ts'
import type { SealingKey } from './seal.ts'

const CACHED_KEYS = 10_000

/** The data keys of the accounts: each sealed with the master key in its account's row, opened ones kept in memory. */
export class DataKeys {
  readonly #master: SealingKey
  readonly #opened = new LRUCache<string, SealingKey>({ max: CACHED_KEYS })

  constructor(master: SealingKey) {
    this.#master = master
  }

  /** A new data key for an account, sealed. */
  create(accountId: string): Uint8Array {
    return seal(this.#master, dataKeyBinding(accountId), newKey())
  }

  /**
   * The account's data key, read through `db` when it is not in memory.
   * @throws Refusal `internal` when there is no such account; SealError when its key does not open.
   */
  async open(db: Db, accountId: string): Promise<SealingKey> {
    const known = this.#opened.get(accountId)
    if (known) return known
    const account = await db
      .selectFrom('accounts')
      .select('data_key')
      .where('id', '=', accountId)
      .executeTakeFirst()
    if (!account) throw new Refusal('internal', 'The account whose secret was asked for does not exist.')
    const key = sealingKey(unseal(this.#master, dataKeyBinding(accountId), account.data_key))
    this.#opened.set(accountId, key)
    return key
  }
}

function dataKeyBinding(accountId: string) {
  return { accountId, row: 'accounts.data_key' }
}
