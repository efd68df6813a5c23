import type { Db, Tx } from '../context.ts'
import { Refusal } from '../errors.ts'
import { MasterKeyRing } from './master-key-ring.ts'
import { createMasterKey, findMasterKeys, keyFilePath } from './master-key.ts'
import type { MasterKeyConfig, MasterKeys } from './master-key.ts'
import { SealError, seal } from './seal.ts'
import type { SealingKey } from './seal.ts'

const binding = { accountId: '', row: 'installation.key_check' }
const text = 'jackfield'

/**
 * The master keys, once one of them has proved to be the one this database goes by. A database that knows none yet
 * learns the current one; of several nodes that start at once with different keys, one wins and the others are refused.
 *
 * @throws Refusal `unavailable` when the key is wrong, missing, or cannot be used.
 */
export async function checkMasterKey(config: MasterKeyConfig, db: Db): Promise<MasterKeyRing> {
  // In this order: a node that starts beside us writes its key file before its check.
  const known = await readCheck(db)
  const found = await findMasterKeys(config)
  if (known) return proveMasterKey(config, known, found)
  const { current } = found ?? (await createMasterKey(config))
  await db
    .insertInto('installation')
    .values({ id: 1, key_check: sealCheck(current) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return proveMasterKey(config, (await readCheck(db)) ?? new Uint8Array())
}

/**
 * The master keys, once one of them has opened a key check. Makes no key and writes nothing.
 * @throws Refusal `unavailable` when none opens it, or when there is none.
 */
export async function proveMasterKey(
  config: MasterKeyConfig,
  check: Uint8Array,
  found?: MasterKeys,
): Promise<MasterKeyRing> {
  const keys = found ?? (await findMasterKeys(config))
  if (!keys) throw missing(config)
  const ring = new MasterKeyRing(keys, () => findMasterKeys(config))
  if (await opensCheck(ring, check)) return ring
  throw wrong(ring)
}

/** Whether one of the keys is the one that a key check was made with. */
export async function opensCheck(ring: MasterKeyRing, check: Uint8Array): Promise<boolean> {
  try {
    await ring.open(binding, check)
    return true
  } catch (error) {
    if (error instanceof SealError) return false
    throw error
  }
}

/** The check value that tells whether a key is this one. */
export function sealCheck(key: SealingKey): Uint8Array {
  return seal(key, binding, Buffer.from(text))
}

/**
 * The key that this database goes by now. Its row stays locked until the transaction ends, so that a rotation, which
 * changes that first, meets everything that was sealed with the key of before.
 *
 * @throws Refusal `unavailable` when this process does not have it.
 */
export async function keyInUse(tx: Tx, ring: MasterKeyRing): Promise<SealingKey> {
  const row = await tx
    .selectFrom('installation')
    .select('key_check')
    .where('id', '=', 1)
    .forShare()
    .executeTakeFirstOrThrow()
  const key = await ring.keyOf(row.key_check)
  if (key) return key
  throw unknownMasterKey()
}

/** The master key was rotated and this process was not told. */
export function unknownMasterKey(cause?: unknown): Refusal {
  return new Refusal(
    'unavailable',
    'The stored secrets are sealed with a master key that this hub does not have.',
    {
      hint: 'Start it with that key as JACKFIELD_MASTER_KEY, and the one of before in JACKFIELD_PREVIOUS_MASTER_KEYS.',
      cause,
    },
  )
}

/** What the database's check value is; undefined when it never had a key. */
export async function readCheck(db: Db): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('installation').select('key_check').where('id', '=', 1).executeTakeFirst()
  return row?.key_check
}

function wrong(ring: MasterKeyRing): Refusal {
  return new Refusal(
    'unavailable',
    `The master key from ${ring.source} is not the one that sealed the secrets in this database. Start with the ` +
      'key that the database was set up with: set JACKFIELD_MASTER_KEY to it, or put its file back as master.key in ' +
      'the data directory and leave JACKFIELD_MASTER_KEY unset.',
  )
}

/** A new key could open nothing, so none is made. */
function missing(config: MasterKeyConfig): Refusal {
  return new Refusal(
    'unavailable',
    `There is no master key, and this database holds secrets that one sealed. Put back ${keyFilePath(config)} from ` +
      'your backup, or set JACKFIELD_MASTER_KEY to the key that the database was set up with.',
  )
}
