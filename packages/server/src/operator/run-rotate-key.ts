import { readConfig } from '../config.ts'
import { chooseNewKey } from '../credentials/choose-new-key.ts'
import type { NewKeyChoice } from '../credentials/choose-new-key.ts'
import { proveMasterKey, readCheck } from '../credentials/key-check.ts'
import { rotateDataKeys } from '../credentials/rotate-data-keys.ts'
import { rotateMasterKey } from '../credentials/rotate-master-key.ts'
import type { Config } from '../config.ts'
import type { Db } from '../context.ts'
import { Refusal } from '../errors.ts'
import { pendingMigrations } from '../storage/migrate.ts'
import { openExistingPlace } from './open-place.ts'
import { count, say } from './outcome.ts'
import type { Outcome } from './outcome.ts'

export interface RotateKeyOptions {
  newKeyFile: string | undefined
  dataKeys: boolean
}

const TELL_EVERY = 100

/** `rotate-key [--new-key-file <file>]`, `rotate-key --data-keys` */
export async function runRotateKey({ newKeyFile, dataKeys }: RotateKeyOptions): Promise<Outcome> {
  const config = readConfig()
  const database = await openExistingPlace(config)
  try {
    if ((await pendingMigrations(database)).length > 0)
      throw new Refusal(
        'conflict',
        'The database is older than this version. Start the hub once; that upgrades it.',
      )
    return await (dataKeys ? rotateData(database.db, config) : rotateMaster(database.db, config, newKeyFile))
  } finally {
    await database.close()
  }
}

async function rotateMaster(db: Db, config: Config, newKeyFile: string | undefined): Promise<Outcome> {
  const choice = await chooseNewKey(db, config, newKeyFile)
  const { accounts, unreadable } = await rotateMasterKey({ db, ...choice, onProgress: tell })
  return {
    text: `Sealed the data ${accounts === 1 ? 'key' : 'keys'} of ${count(accounts, 'account')} with the new master key. ${next(choice)}`,
    facts: { accounts, unreadable, key_file: choice.keyFile ?? null },
    warnings: unreadable.map(
      (id) => `The data key of account ${id} does not open with any master key given.`,
    ),
  }
}

async function rotateData(db: Db, config: Config): Promise<Outcome> {
  const check = await readCheck(db)
  if (!check) throw new Refusal('conflict', 'This database holds no secrets yet. Start the hub once first.')
  const ring = await proveMasterKey(config, check)
  const { accounts, credentials, unreadable } = await rotateDataKeys({ db, ring, onProgress: tell })
  return {
    text: `Gave ${count(accounts, 'account')} a new data key, and sealed ${count(credentials, 'credential')} with it.`,
    facts: { accounts, credentials, unreadable },
    warnings: unreadable.map(
      (id) => `Account ${id} keeps its old data key beside the new one: a credential of it does not open.`,
    ),
  }
}

function next({ keyFile }: NewKeyChoice): string {
  if (keyFile)
    return `It is in ${keyFile}; the one of before is in ${keyFile}.old. Keep that with the backups of before, then delete it here.`
  return 'Make it JACKFIELD_MASTER_KEY of every hub, and keep the one of before with the backups of before.'
}

function tell(accounts: number): void {
  if (accounts % TELL_EVERY === 0) say(count(accounts, 'account'))
}
