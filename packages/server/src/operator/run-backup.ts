import { writeBackup } from '../backup/write-backup.ts'
import { readConfig } from '../config.ts'
import { openExistingPlace } from './open-place.ts'
import { count, say } from './outcome.ts'
import type { Outcome } from './outcome.ts'

/** `backup --out <file>` */
export async function runBackup(path: string): Promise<Outcome> {
  const config = readConfig()
  const database = await openExistingPlace(config)
  try {
    const summary = await writeBackup({
      database,
      config,
      path,
      onTable: (name) => say(`backing up ${name}`),
    })
    const { tables, rows, bytes } = summary
    say('The master key is not in the backup. Keep it apart; without it the secrets cannot be opened.')
    return {
      text: `${path}: ${count(tables, 'table')}, ${count(rows, 'row')}, ${count(bytes, 'byte')}`,
      facts: { file: path, ...summary },
      warnings: [],
    }
  } finally {
    await database.close()
  }
}
