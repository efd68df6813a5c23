import { sql } from 'kysely'
import type { Tx } from '../context.ts'
import { Refusal } from '../errors.ts'
import { migrations as known } from '../storage/migrations/index.ts'
import type { Header } from './backup-format.ts'
import { migrateTo } from './migrate-to.ts'
import { readMigrations, readTables } from './schema.ts'
import type { Table } from './schema.ts'

/**
 * Refuses a backup of a newer or another line of versions.
 * @throws Refusal `conflict`
 */
export function refuseUnknownSchema({ migrations, product_version }: Header): void {
  const own = Object.keys(known).toSorted()
  const strange = migrations.filter((name) => !(name in known))
  if (strange.length > 0)
    throw new Refusal(
      'conflict',
      `Jackfield ${product_version} wrote this backup, with ${strange.join(', ')}, which this version does not ` +
        `know. Restore it with Jackfield ${product_version} or newer.`,
    )
  if (migrations.some((name, place) => name !== own[place]))
    throw new Refusal('invalid', 'The backup was written by a version that is none of the released ones.')
}

/**
 * Gives an empty database the tables that the backup's version had. A database that is migrated further, and has no
 * row yet, begins anew.
 *
 * @returns the tables in the order of the backup
 * @throws Refusal `conflict` when the database holds anything, or tables of something else.
 */
export async function prepareTarget(tx: Tx, header: Header): Promise<Table[]> {
  const applied = await readMigrations(tx)
  const tables = await readTables(tx)
  if (applied) await lockAndRefuseRows(tx, tables)
  else if (tables.length > 0) throw notEmpty(`it holds the table ${tables[0]?.name}, and is not Jackfield's`)
  if (applied && applied.length > header.migrations.length) await dropEverything(tx)
  await migrateTo(tx, header.migrations)
  return inOrder(await readTables(tx), header)
}

/** No hub may begin to use the database while it is filled. */
async function lockAndRefuseRows(tx: Tx, tables: Table[]): Promise<void> {
  const names = sql.join(tables.map(({ name }) => sql.table(name)))
  await sql`lock table ${names} in share row exclusive mode`.execute(tx)
  for (const { name } of tables) {
    const { rows } = await sql`select from ${sql.table(name)} limit 1`.execute(tx)
    if (rows.length > 0) throw notEmpty(`the table ${name} has rows`)
  }
}

/** Tables, and functions that no extension brought. */
async function dropEverything(tx: Tx): Promise<void> {
  const { rows } = await sql<{ statement: string }>`
    select format('drop table %s cascade', oid::regclass) as statement from pg_class
    where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
    union all
    select format('drop function %s cascade', p.oid::regprocedure) from pg_proc as p
    where p.pronamespace = current_schema()::regnamespace and p.prokind = 'f'
      and not exists (select from pg_depend as d where d.objid = p.oid and d.deptype = 'e')`.execute(tx)
  for (const { statement } of rows) await sql.raw(statement).execute(tx)
}

function inOrder(tables: Table[], header: Header): Table[] {
  const byName = new Map(tables.map((table) => [table.name, table]))
  const ordered = header.tables.flatMap(({ name }) => byName.get(name) ?? [])
  const described = ordered.map(({ name, columns }) => ({ name, columns }))
  if (tables.length === ordered.length && JSON.stringify(described) === JSON.stringify(header.tables))
    return ordered
  throw new Refusal(
    'conflict',
    'The backup has other tables than this version makes, so somebody changed the schema of the database that it ' +
      'comes from, or of this one. Undo that, and take the backup again.',
  )
}

function notEmpty(why: string): Refusal {
  return new Refusal(
    'conflict',
    `The database to restore into is not empty: ${why}. Nothing was changed. Name an empty one: another ` +
      'DATABASE_URL, or another JACKFIELD_DATA_DIR with the master key in it.',
  )
}
