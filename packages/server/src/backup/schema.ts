import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db } from '../context.ts'
import type { BackupTable, Header } from './backup-format.ts'

/** A table as the database's catalog describes it, without the migrator's own ones. */
export interface Table extends BackupTable {
  /** What its rows are sorted by, the same on every server. */
  order: string[]
  /** The tables that its foreign keys point to. */
  references: { constraint: string; table: string; deferrable: boolean }[]
  /** Triggers of ours, which would act on restored rows. */
  triggers: string[]
}

/** Kysely keeps its books there. */
const migratorTables = ['kysely_migration', 'kysely_migration_lock']

/**
 * Every table of the schema, by name. Columns that the database computes are left out, and so are transaction
 * numbers (xid8), which mean something on one server only and begin anew on another.
 */
export async function readTables(db: Db): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod))
          order by a.attnum)
        from pg_attribute as a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
          and a.atttypid <> 'xid8'::regtype) as columns,
      coalesce((select json_agg(
            case when a.attcollation <> 0 then format('%I collate "C"', a.attname) else quote_ident(a.attname) end
            order by k.place)
          from pg_index as i
            cross join unnest(i.indkey) with ordinality as k (attnum, place)
            join pg_attribute as a on a.attrelid = c.oid and a.attnum = k.attnum
          where i.indrelid = c.oid and i.indisprimary), '[]') as "order",
      coalesce((select json_agg(json_build_object('constraint', f.conname, 'table', t.relname,
            'deferrable', f.condeferrable))
          from pg_constraint as f join pg_class as t on t.oid = f.confrelid
          where f.conrelid = c.oid and f.contype = 'f' and f.conparentid = 0), '[]') as references,
      coalesce((select json_agg(g.tgname) from pg_trigger as g
          where g.tgrelid = c.oid and not g.tgisinternal and g.tgenabled = 'O'), '[]') as triggers
    from pg_class as c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname not in (${sql.join(migratorTables)})
    order by c.relname collate "C"`.execute(db)
  return rows
}

/** Sequences that have given a number. */
export async function readSequences(db: Db): Promise<Header['sequences']> {
  const { rows } = await sql<Header['sequences'][number]>`
    select sequencename as name, last_value::text as last from pg_sequences
    where schemaname = current_schema() and last_value is not null
    order by sequencename collate "C"`.execute(db)
  return rows
}

/** The names of the migrations that have run, in order; undefined when the database was never migrated. */
export async function readMigrations(db: Db): Promise<string[] | undefined> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from pg_class where relname = 'kysely_migration'
      and relnamespace = current_schema()::regnamespace) as there`.execute(db)
  if (!rows[0]?.there) return undefined
  const applied = await sql<{ name: string }>`
    select name from kysely_migration order by name collate "C"`.execute(db)
  return applied.rows.map(({ name }) => name)
}

/** Makes the texts of values independent of the session's settings, until the transaction ends. */
export async function useNeutralTexts(tx: Db): Promise<void> {
  for (const setting of neutral) await setting.execute(tx)
}

const neutral: RawBuilder<unknown>[] = [
  sql`set local timezone to 'UTC'`,
  sql`set local datestyle to 'ISO, YMD'`,
  sql`set local intervalstyle to 'postgres'`,
  sql`set local extra_float_digits to 1`,
]
