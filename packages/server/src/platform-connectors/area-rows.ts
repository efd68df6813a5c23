import { areas } from '@jackfield/platform'
import { sql } from 'kysely'
import type { Db } from '../context.ts'

/**
 * Gives accounts the connectors of the Sales Platform that they lack: every area has its card from the start, and
 * waits to be connected (CAT-3, CAT-9). Run at every start, so that an area of a new release arrives by itself.
 * @param accountId one account; all if absent
 */
export async function addAreaRows(db: Db, accountId?: string): Promise<void> {
  for (const area of areas) {
    await sql`
      insert into connectors (id, account_id, family, slug, name, description, created_by)
      select 'con_' || substr(md5(a.id || ${area.slug}), 1, 26), a.id, 'platform', ${area.slug}, ${area.name}, ${area.about}, 'system'
      from accounts a
      where ${accountId ?? null}::text is null or a.id = ${accountId ?? null}
      on conflict do nothing`.execute(db)
  }
}
