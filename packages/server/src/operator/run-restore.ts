import { restoreBackup } from '../backup/restore-backup.ts'
import { verifyChains } from '../backup/verify-chains.ts'
import { readConfig } from '../config.ts'
import type { Database } from '../storage/database.ts'
import { openPlace } from './open-place.ts'
import { count, say } from './outcome.ts'
import type { Outcome } from './outcome.ts'

/** `restore --in <file>` */
export async function runRestore(path: string): Promise<Outcome> {
  const config = readConfig()
  let database: Database | undefined
  const openTarget = async () => (database = await openPlace(config))
  try {
    const summary = await restoreBackup({ openTarget, config, path, onStep: say })
    say('verifying the audit log')
    const { db } = database ?? (await openTarget())
    const { accounts, broken } = await verifyChains(db)
    const { tables, rows, created_at } = summary
    return {
      text:
        `Restored ${count(tables, 'table')} and ${count(rows, 'row')} from the backup of ${created_at}, and read ` +
        'them again.',
      facts: { file: path, ...summary, accounts, broken_chains: broken },
      warnings: broken.map(
        ({ accountId, brokenAt }) =>
          `The audit log of account ${accountId} does not hold from event ${brokenAt} on. It was so in the backup.`,
      ),
    }
  } finally {
    await database?.close()
  }
}
