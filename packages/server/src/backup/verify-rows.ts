import type { Tx } from '../context.ts'
import { Refusal } from '../errors.ts'
import { TableSummer } from './backup-format.ts'
import type { Trailer } from './backup-format.ts'
import type { Table } from './schema.ts'
import { readRows } from './table-rows.ts'

/**
 * Reads every row again and compares with the sums of the backup.
 * @throws Refusal `internal` naming the first table that is not as it was
 */
export async function verifyRows(tx: Tx, tables: Table[], { end }: Trailer): Promise<void> {
  for (const [place, table] of tables.entries()) {
    const summer = new TableSummer(table.name)
    for await (const row of readRows(tx, table)) summer.add(row)
    const [found, expected] = [summer.sum(), end.tables[place]]
    if (found.rows === expected?.rows && found.sha256 === expected.sha256) continue
    throw new Refusal(
      'internal',
      `The table ${table.name} reads differently from what the backup holds (${found.rows} rows of ` +
        `${expected?.rows}). Nothing was changed.`,
    )
  }
}
