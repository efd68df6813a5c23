import { sql } from 'kysely'
import type { Database } from '../../src/storage/database.ts'

/** Every value of every column of every table, as text; bytes in hex. */
export async function dumpDatabase({ db }: Database): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(db)
  const dumps: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{
      row: unknown
    }>`select to_jsonb(t) as row from ${sql.table(name)} as t`.execute(db)
    dumps.push(name, JSON.stringify(rows))
  }
  return dumps.join('\n')
}

/** The forms in which a text would show in a dump. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [
    secret,
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
    encodeURIComponent(secret),
  ]
}
