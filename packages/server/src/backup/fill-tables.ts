import { sql } from 'kysely'
import type { Tx } from '../context.ts'
import { lateReferences } from './load-order.ts'
import type { LateReference } from './load-order.ts'
import type { BackupPart } from './read-backup.ts'
import type { Table } from './schema.ts'
import { RowWriter } from './table-rows.ts'

export interface FillTables {
  tx: Tx
  /** In the order of the backup. */
  tables: Table[]
  parts: AsyncIterable<BackupPart>
  onTable: (name: string) => void
}

/** Writes the rows of a backup. Triggers of ours rest meanwhile: they acted when the rows were written first. */
export async function fillTables({ tx, tables, parts, onTable }: FillTables): Promise<void> {
  const late = lateReferences(tables)
  await setTriggers(tx, tables, 'disable')
  await setDeferrable(tx, late, 'deferrable initially deferred')
  await sql`set constraints all deferred`.execute(tx)
  await writeRows({ tx, tables, parts, onTable })
  await sql`set constraints all immediate`.execute(tx)
  await setDeferrable(tx, late, 'not deferrable')
  await setTriggers(tx, tables, 'enable')
}

async function writeRows({ tx, tables, parts, onTable }: FillTables): Promise<void> {
  const byName = new Map(tables.map((table) => [table.name, table]))
  let writer: RowWriter | undefined
  for await (const part of parts) {
    if (part.kind === 'row') await writer?.write(part.line)
    if (part.kind !== 'table') continue
    await writer?.flush()
    const table = byName.get(part.name)
    if (!table) throw new Error(`the backup changed while it was read: ${part.name}`)
    writer = new RowWriter(tx, table)
    onTable(part.name)
  }
  await writer?.flush()
}

async function setTriggers(tx: Tx, tables: Table[], state: 'enable' | 'disable'): Promise<void> {
  for (const { name, triggers } of tables)
    for (const trigger of triggers)
      await sql`alter table ${sql.table(name)} ${sql.raw(state)} trigger ${sql.ref(trigger)}`.execute(tx)
}

async function setDeferrable(
  tx: Tx,
  references: LateReference[],
  when: 'deferrable initially deferred' | 'not deferrable',
): Promise<void> {
  for (const { table, constraint } of references)
    await sql`alter table ${sql.table(table)} alter constraint ${sql.ref(constraint)} ${sql.raw(when)}`.execute(
      tx,
    )
}
