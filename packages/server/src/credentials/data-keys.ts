import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import type { Db, Tx } from '../context.ts'
import { Refusal } from '../errors.ts'
import { keyInUse, unknownMasterKey } from './key-check.ts'
import type { MasterKeyRing } from './master-key-ring.ts'
import { SealError, isSealedWith, newKey, seal, sealingKey } from './seal.ts'
import type { SealingKey } from './seal.ts'

const CACHED_ACCOUNTS = 10_000
/** PostgreSQL's code for a lock that was not waited for any longer (Appendix A of its manual). */
const LOCK_NOT_AVAILABLE = '55P03'

/**
 * The data keys of the accounts: each sealed with the master key in its account's row, opened ones kept in memory.
 * An account has one, and two while it is getting a new one.
 */
export class DataKeys {
  readonly #master: MasterKeyRing
  readonly #opened = new LRUCache<string, SealingKey[]>({ max: CACHED_ACCOUNTS })

  constructor(master: MasterKeyRing) {
    this.#master = master
  }

  /** A new data key for an account, sealed. See `Vault.newDataKey`. */
  async create(tx: Tx, accountId: string): Promise<Uint8Array> {
    return sealDataKey(await keyInUse(tx, this.#master), accountId, newKey())
  }

  /**
   * The account's data key for sealing, read through `db` each time: what is kept in memory may be the one of
   * before. Until the transaction ends, a rotation of this key waits.
   *
   * @throws Refusal `internal` when there is no such account; SealError when its key does not open.
   */
  async forSealing(db: Db, accountId: string): Promise<SealingKey> {
    await shareDataKey(db, accountId)
    return (await this.#read(db, accountId)).current
  }

  /**
   * The account's data key that sealed these bytes, read through `db` when it is not in memory.
   * @throws like `forSealing`; SealError when the bytes name no key of this account.
   */
  async forOpening(db: Db, accountId: string, sealed: Uint8Array): Promise<SealingKey> {
    const fits = (key: SealingKey) => isSealedWith(key, sealed)
    const known = this.#opened.get(accountId)?.find(fits)
    if (known) return known
    const { current, previous } = await this.#read(db, accountId)
    const key = [current, ...previous].find(fits)
    if (!key) throw new SealError('other_key')
    return key
  }

  async #read(db: Db, accountId: string) {
    const account = await db
      .selectFrom('accounts')
      .select(['data_key', 'previous_data_key'])
      .where('id', '=', accountId)
      .executeTakeFirst()
    if (!account) throw new Refusal('internal', 'The account whose secret was asked for does not exist.')
    const keys = await openDataKeys(this.#master, accountId, account)
    this.#opened.set(accountId, [keys.current, ...keys.previous])
    return keys
  }
}

/** An account's row, as far as it concerns its data keys. */
export interface SealedDataKeys {
  data_key: Uint8Array
  previous_data_key: Uint8Array | null
}

/**
 * Opens an account's data keys.
 * @throws Refusal `unavailable` when the master key that sealed them is not there; SealError when they are damaged.
 */
export async function openDataKeys(
  master: MasterKeyRing,
  accountId: string,
  { data_key, previous_data_key }: SealedDataKeys,
): Promise<{ current: SealingKey; previous: SealingKey[] }> {
  const open = async (sealed: Uint8Array) =>
    sealingKey(await master.open(dataKeyBinding(accountId), sealed).catch(withoutMasterKey))
  return {
    current: await open(data_key),
    previous: previous_data_key ? [await open(previous_data_key)] : [],
  }
}

export function sealDataKey(master: SealingKey, accountId: string, dataKey: Uint8Array): Uint8Array {
  return seal(master, dataKeyBinding(accountId), dataKey)
}

/** Waits while the account's data key is being replaced, and keeps that from beginning in this transaction's time. */
async function shareDataKey(db: Db, accountId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${dataKeyLock(accountId)})`.execute(db)
}

/**
 * Waits until nobody is sealing with the account's data key, and keeps everybody from it until the transaction ends.
 * Gives up after a moment, here and at every later lock of the transaction: whoever we wait for may be waiting for
 * somebody behind us. It gives up before PostgreSQL, after a second, would break one of the others off instead.
 *
 * @throws PostgreSQL's `lock_not_available`; see `isBusy`
 */
export async function claimDataKey(tx: Tx, accountId: string): Promise<void> {
  await sql`set local lock_timeout to '500ms'`.execute(tx)
  await sql`select pg_advisory_xact_lock(${dataKeyLock(accountId)})`.execute(tx)
}

/** Whether a transaction gave up waiting for a lock. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE
}

function dataKeyLock(accountId: string) {
  return sql`hashtextextended(${`jackfield data key ${accountId}`}, 0)`
}

function dataKeyBinding(accountId: string) {
  return { accountId, row: 'accounts.data_key' }
}

function withoutMasterKey(error: unknown): never {
  throw error instanceof SealError && error.reason === 'other_key' ? unknownMasterKey(error) : error
}
