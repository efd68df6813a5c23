import { sql } from 'kysely'
import { appendEvents } from '../audit/append-events.ts'
import type { Db, Tx } from '../context.ts'
import { keyChanged } from './key-changed.ts'
import { sealCheck } from './key-check.ts'
import type { MasterKeyRing } from './master-key-ring.ts'
import { openDataKeys, sealDataKey } from './data-keys.ts'
import { SealError, isSealedWith } from './seal.ts'
import type { SealingKey } from './seal.ts'

const BATCH_ACCOUNTS = 200

export interface RotateMasterKey {
  db: Db
  /** Opens what is sealed now. */
  ring: MasterKeyRing
  /** The new master key. */
  target: SealingKey
  /** Told after each account how many are done. */
  onProgress?: (accounts: number) => void
}

export interface MasterKeyRotation {
  /** Accounts whose data key was sealed anew. */
  accounts: number
  /** Accounts whose data key no master key opens; they are left as they were. */
  unreadable: string[]
}

/**
 * Seals the key check and the data key of every account with a new master key, one transaction each, while hubs run.
 * Can be stopped at any time and run again. The key check goes first: whoever makes an account follows it (see
 * `keyInUse`), so none is left behind.
 */
export async function rotateMasterKey(rotation: RotateMasterKey): Promise<MasterKeyRotation> {
  const { db, target, onProgress } = rotation
  await db.transaction().execute((tx) => resealCheck(tx, target))
  const result: MasterKeyRotation = { accounts: 0, unreadable: [] }
  for await (const accountId of accountsToReseal(db, target)) {
    if (await resealOrReport(rotation, accountId)) result.accounts++
    else result.unreadable.push(accountId)
    onProgress?.(result.accounts)
  }
  return result
}

/** Whether anything is sealed with another master key than this one. */
export async function isRotationPending(db: Db, key: SealingKey): Promise<boolean> {
  const { rows } = await sql<{ pending: boolean }>`
    select exists (select from installation where ${sealedOtherwise('key_check', key)})
      or exists (select from accounts where ${accountSealedOtherwise(key)}) as pending`.execute(db)
  return rows[0]?.pending === true
}

async function resealCheck(tx: Tx, target: SealingKey): Promise<void> {
  const { key_check } = await tx
    .selectFrom('installation')
    .select('key_check')
    .where('id', '=', 1)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (isSealedWith(target, key_check)) return
  await tx
    .updateTable('installation')
    .set({ key_check: sealCheck(target) })
    .where('id', '=', 1)
    .execute()
}

async function* accountsToReseal(db: Db, target: SealingKey): AsyncGenerator<string> {
  let after = ''
  while (true) {
    const { rows } = await sql<{ id: string }>`
      select id from accounts where id > ${after} and (${accountSealedOtherwise(target)})
      order by id limit ${BATCH_ACCOUNTS}`.execute(db)
    for (const { id } of rows) yield (after = id)
    if (rows.length < BATCH_ACCOUNTS) return
  }
}

/** Answers false when the account's data key does not open. */
async function resealOrReport({ db, ring, target }: RotateMasterKey, accountId: string): Promise<boolean> {
  try {
    await db.transaction().execute((tx) => resealAccount(tx, ring, target, accountId))
    return true
  } catch (error) {
    if (error instanceof SealError || (error instanceof Error && error.cause instanceof SealError))
      return false
    throw error
  }
}

async function resealAccount(
  tx: Tx,
  ring: MasterKeyRing,
  target: SealingKey,
  accountId: string,
): Promise<void> {
  const account = await tx
    .selectFrom('accounts')
    .select(['data_key', 'previous_data_key'])
    .where('id', '=', accountId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!account) return // deleted meanwhile
  const { current, previous } = await openDataKeys(ring, accountId, account)
  const [before] = previous
  await tx
    .updateTable('accounts')
    .set({
      data_key: sealDataKey(target, accountId, current.bytes),
      previous_data_key: before ? sealDataKey(target, accountId, before.bytes) : null,
    })
    .where('id', '=', accountId)
    .execute()
  await appendEvents(tx, [keyChanged(accountId, 'account.data_key_resealed')])
}

function accountSealedOtherwise(key: SealingKey) {
  return sql`${sealedOtherwise('data_key', key)} or ${sealedOtherwise('previous_data_key', key)}`
}

/** Sealed bytes name their key in the bytes 2 to 9; see seal.ts. */
export function sealedOtherwise(column: string, key: SealingKey) {
  return sql<boolean>`substring(${sql.ref(column)} from 2 for 8) <> ${key.id}`
}
