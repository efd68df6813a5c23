import { apps } from '@jackfield/catalog'
import { sql } from 'kysely'
import type { Db } from '../context.ts'

/**
 * Gives accounts the connectors of the catalog that they lack: every app has its card from the start, and waits to
 * be connected (CAT-9). Run at every start, so that an app of a new release arrives by itself.
 * @param accountId one account; all if absent
 */
export async function addAppRows(db: Db, accountId?: string): Promise<void> {
  const cards = JSON.stringify(apps.map(({ slug, name, about }) => ({ slug, name, about })))
  await sql`
    insert into connectors (id, account_id, family, slug, name, description, created_by)
    select 'con_' || substr(md5(a.id || card.slug), 1, 26), a.id, 'app', card.slug, card.name, card.about, 'system'
    from accounts a, json_to_recordset(${cards}::json) as card (slug text, name text, about text)
    where ${accountId ?? null}::text is null or a.id = ${accountId ?? null}
    on conflict do nothing`.execute(db)
}
