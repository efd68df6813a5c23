import type { Config } from '../config.ts'
import type { Db, Vault } from '../context.ts'
import { Refusal } from '../errors.ts'
import type { Database } from '../storage/database.ts'
import { DataKeys } from './data-keys.ts'
import { checkMasterKey } from './key-check.ts'
import { SealError, seal, unseal } from './seal.ts'

/**
 * Opens the vault: takes the master key and checks that it is the one this database was set up with. The first
 * start makes key and check; the database must be migrated.
 *
 * @throws Refusal `unavailable` when the key is wrong, missing, or cannot be used.
 */
export async function openVault({
  config,
  database,
}: {
  config: Config
  database: Database
}): Promise<Vault> {
  const dataKeys = new DataKeys(await checkMasterKey(config, database.db))
  return {
    seal: (accountId, row, secret, db: Db = database.db) =>
      refusing(async () =>
        seal(await dataKeys.forSealing(db, accountId), { accountId, row }, Buffer.from(secret)),
      ),
    open: (accountId, row, sealed, db: Db = database.db) =>
      refusing(async () => {
        const key = await dataKeys.forOpening(db, accountId, sealed)
        return unseal(key, { accountId, row }, sealed).toString()
      }),
    newDataKey: (accountId, tx) => dataKeys.create(tx, accountId),
  }
}

async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof SealError ? unopenable(error) : error
  }
}

function unopenable(cause: SealError): Refusal {
  return new Refusal('internal', 'A stored secret cannot be opened: it is not as it was stored.', {
    hint: 'Restore it from a backup of the database, or connect again.',
    cause,
  })
}
