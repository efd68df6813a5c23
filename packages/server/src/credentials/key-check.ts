import type { Db } from '../context.ts'
import { Refusal } from '../errors.ts'
import { createMasterKey, findMasterKey, keyFilePath } from './master-key.ts'
import type { MasterKey, MasterKeyConfig } from './master-key.ts'
import { SealError, seal, unseal } from './seal.ts'

const binding = { accountId: '', row: 'installation.key_check' }
const text = 'jackfield'

/**
 * The master key, once it has proved to be the one this database knows. A database that knows none yet learns it;
 * of several nodes that start at once with different keys, one wins and the others are refused.
 *
 * @throws Refusal `unavailable` when the key is wrong, missing, or cannot be used.
 */
export async function checkMasterKey(config: MasterKeyConfig, db: Db): Promise<MasterKey> {
  // In this order: a node that starts beside us writes its key file before its check.
  const known = await readCheck(db)
  const found = await findMasterKey(config)
  if (known) return prove(found ?? missing(config), known)
  const master = found ?? (await createMasterKey(config))
  await db
    .insertInto('installation')
    .values({ id: 1, key_check: seal(master.key, binding, Buffer.from(text)) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  return prove(master, (await readCheck(db)) ?? new Uint8Array())
}

async function readCheck(db: Db): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('installation').select('key_check').where('id', '=', 1).executeTakeFirst()
  return row?.key_check
}

function prove(master: MasterKey, check: Uint8Array): MasterKey {
  try {
    unseal(master.key, binding, check)
    return master
  } catch (error) {
    throw error instanceof SealError ? wrong(master, error) : error
  }
}

function wrong(master: MasterKey, cause: SealError): Refusal {
  return new Refusal(
    'unavailable',
    `The master key from ${master.source} is not the one that sealed the secrets in this database. Start with the ` +
      'key that the database was set up with: set JACKFIELD_MASTER_KEY to it, or put its file back as master.key in ' +
      'the data directory and leave JACKFIELD_MASTER_KEY unset.',
    { cause },
  )
}

/** A new key could open nothing, so none is made. */
function missing(config: MasterKeyConfig): never {
  throw new Refusal(
    'unavailable',
    `There is no master key, and this database holds secrets that one sealed. Put back ${keyFilePath(config)} from ` +
      'your backup, or set JACKFIELD_MASTER_KEY to the key that the database was set up with.',
  )
}
