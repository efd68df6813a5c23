import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { appendEvents } from '../audit/append-events.ts'
import type { Db, Tx } from '../context.ts'
import { claimDataKey, isBusy, openDataKeys, sealDataKey } from './data-keys.ts'
import { keyChanged } from './key-changed.ts'
import { keyInUse } from './key-check.ts'
import type { MasterKeyRing } from './master-key-ring.ts'
import { sealedOtherwise } from './rotate-master-key.ts'
import { sealedRow, sealedTables } from './sealed-tables.ts'
import { SealError, newKey, seal, unseal } from './seal.ts'
import type { SealingKey } from './seal.ts'

const BATCH_SECRETS = 50
const BATCH_ACCOUNTS = 200
/** Somebody is just writing; a transaction takes milliseconds. */
const BUSY_MS = 20

export interface RotateDataKeys {
  db: Db
  ring: MasterKeyRing
  /** Told after each account how many are done. */
  onProgress?: (accounts: number) => void
}

export interface DataKeyRotation {
  accounts: number
  credentials: number
  /** Accounts that keep their old data key beside the new one, because a credential or the key does not open. */
  unreadable: string[]
}

/**
 * Gives every account a new data key and seals its secrets with it, in small transactions, while hubs run: both
 * keys open meanwhile. Can be stopped at any time; the next run finishes what was begun before it goes on.
 */
export async function rotateDataKeys({ db, ring, onProgress }: RotateDataKeys): Promise<DataKeyRotation> {
  const result: DataKeyRotation = { accounts: 0, credentials: 0, unreadable: [] }
  for await (const accountId of accountIds(db)) {
    const resealed = await rotateAccount(db, ring, accountId)
    if (resealed === undefined) result.unreadable.push(accountId)
    else {
      result.accounts++
      result.credentials += resealed
    }
    onProgress?.(result.accounts)
  }
  return result
}

async function* accountIds(db: Db): AsyncGenerator<string> {
  let after = ''
  while (true) {
    const query = db.selectFrom('accounts').select('id').where('id', '>', after).orderBy('id')
    const rows = await query.limit(BATCH_ACCOUNTS).execute()
    for (const { id } of rows) yield (after = id)
    if (rows.length < BATCH_ACCOUNTS) return
  }
}

/** Answers how many secrets were sealed anew; undefined when something does not open. */
async function rotateAccount(db: Db, ring: MasterKeyRing, accountId: string): Promise<number | undefined> {
  try {
    await untilFree(() => db.transaction().execute((tx) => beginRotation(tx, ring, accountId)))
    const resealed = await resealSecrets(db, ring, accountId)
    await db.transaction().execute((tx) => endRotation(tx, accountId, resealed))
    return resealed
  } catch (error) {
    if (error instanceof SealError || (error instanceof Error && error.cause instanceof SealError))
      return undefined
    throw error
  }
}

/**
 * Puts a new data key beside the old one, once nobody is sealing with the old one: from then on everybody seals
 * with the new one. An account that has two already keeps them.
 */
async function beginRotation(tx: Tx, ring: MasterKeyRing, accountId: string): Promise<void> {
  await claimDataKey(tx, accountId)
  const account = await lockAccount(tx, accountId)
  if (!account || account.previous_data_key !== null) return
  await openDataKeys(ring, accountId, account)
  const sealed = sealDataKey(await keyInUse(tx, ring), accountId, newKey())
  await tx
    .updateTable('accounts')
    .set({ data_key: sealed, previous_data_key: account.data_key })
    .where('id', '=', accountId)
    .execute()
}

async function untilFree(work: () => Promise<void>): Promise<void> {
  while (true) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error)) throw error
      await sleep(BUSY_MS)
    }
  }
}

async function resealSecrets(db: Db, ring: MasterKeyRing, accountId: string): Promise<number> {
  let resealed = 0
  for (const sealed of sealedTables)
    while (true) {
      const { done, left } = await db.transaction().execute((tx) => resealBatch(tx, ring, accountId, sealed))
      resealed += done
      if (left === 0) break
      // Whoever holds the rest is writing them, with the new key.
      if (done === 0) await sleep(BUSY_MS)
    }
  return resealed
}

type Sealed = (typeof sealedTables)[number]

async function resealBatch(tx: Tx, ring: MasterKeyRing, accountId: string, { table, key }: Sealed) {
  const account = await tx
    .selectFrom('accounts')
    .select(['data_key', 'previous_data_key'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (!account) return { done: 0, left: 0 } // deleted meanwhile
  const { current, previous } = await openDataKeys(ring, accountId, account)
  const { rows: batch } = await sql<{ key: string; sealed: Uint8Array }>`
    select ${sql.ref(key)} as key, sealed from ${sql.table(table)}
    where account_id = ${accountId} and ${sealedOtherwise('sealed', current)}
    limit ${BATCH_SECRETS} for update skip locked`.execute(tx)
  for (const one of batch) {
    const binding = { accountId, row: sealedRow(table, one.key) }
    const sealed = seal(current, binding, unseal(previous[0] ?? current, binding, one.sealed))
    await sql`update ${sql.table(table)} set sealed = ${sealed}
      where account_id = ${accountId} and ${sql.ref(key)} = ${one.key}`.execute(tx)
  }
  return { done: batch.length, left: await countOld(tx, accountId, current, table) }
}

async function countOld(tx: Tx, accountId: string, current: SealingKey, table: string): Promise<number> {
  const { rows } = await sql<{ left: number }>`
    select count(*) as left from ${sql.table(table)}
    where account_id = ${accountId} and ${sealedOtherwise('sealed', current)}`.execute(tx)
  return rows[0]?.left ?? 0
}

async function endRotation(tx: Tx, accountId: string, credentials: number): Promise<void> {
  if (!(await lockAccount(tx, accountId))) return
  await tx.updateTable('accounts').set({ previous_data_key: null }).where('id', '=', accountId).execute()
  await appendEvents(tx, [keyChanged(accountId, 'account.data_key_rotated', { credentials })])
}

function lockAccount(tx: Tx, accountId: string) {
  return tx
    .selectFrom('accounts')
    .select(['data_key', 'previous_data_key'])
    .where('id', '=', accountId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}
