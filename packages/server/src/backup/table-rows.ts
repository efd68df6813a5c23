import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../context.ts'
import type { BackupTable } from './backup-format.ts'
import type { Table } from './schema.ts'

const FETCH_ROWS = 200
/** No column is called so: the order would mean the text, and not the column. */
const LINE = 'line of the backup'
const BATCH_ROWS = 1000
const BATCH_CHARACTERS = 1024 * 1024

type Line = { [LINE]: string }
type Column = BackupTable['columns'][number]

/** The rows of a table, each as its line in the backup; through a cursor, a few at a time. */
export async function* readRows(tx: Tx, table: Table): AsyncGenerator<string> {
  const order = table.order.length > 0 ? table.order.join(', ') : `${tableName(table)}::text collate "C"`
  const texts = sql.join(table.columns.map(columnText))
  await sql`declare backup_rows no scroll cursor for
    select to_json(array[${texts}])::text as ${sql.ref(LINE)} from ${sql.table(table.name)} order by ${sql.raw(order)}`.execute(
    tx,
  )
  while (true) {
    const { rows } = await sql<Line>`fetch ${sql.lit(FETCH_ROWS)} from backup_rows`.execute(tx)
    for (const row of rows) yield row[LINE]
    if (rows.length < FETCH_ROWS) break
  }
  await sql`close backup_rows`.execute(tx)
}

/** Writes rows, given as their lines, in statements of moderate size. */
export class RowWriter {
  readonly #tx: Tx
  readonly #table: Table
  #waiting: string[] = []
  #characters = 0

  constructor(tx: Tx, table: Table) {
    this.#tx = tx
    this.#table = table
  }

  async write(line: string): Promise<void> {
    this.#waiting.push(line)
    this.#characters += line.length
    if (this.#waiting.length >= BATCH_ROWS || this.#characters >= BATCH_CHARACTERS) await this.flush()
  }

  /** Writes what is waiting. */
  async flush(): Promise<void> {
    if (this.#waiting.length === 0) return
    const lines = `[${this.#waiting.join(',')}]`
    this.#waiting = []
    this.#characters = 0
    const { name, columns } = this.#table
    await sql`insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column.name)))})
      overriding system value
      select ${sql.join(columns.map(columnValue))} from json_array_elements(${lines}::json) as line (texts)`.execute(
      this.#tx,
    )
  }
}

/** A value as the text that its type reads again; base64 without the line breaks that PostgreSQL puts in. */
function columnText({ name, type }: Column): RawBuilder<unknown> {
  const column = sql.ref(name)
  return type === 'bytea' ? sql`translate(encode(${column}, 'base64'), chr(10), '')` : sql`${column}::text`
}

function columnValue({ type }: Column, place: number): RawBuilder<unknown> {
  const text = sql`texts ->> ${sql.lit(place)}`
  // The type's name comes from the database's own catalog.
  return type === 'bytea' ? sql`decode(${text}, 'base64')` : sql`(${text})::${sql.raw(type)}`
}

function tableName({ name }: Table): string {
  return `"${name.replaceAll('"', '""')}"`
}
