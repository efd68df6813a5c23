import { apps } from '@jackfield/catalog'
import { areas } from '@jackfield/platform'
import { sql } from 'kysely'
import type { Db } from '../context.ts'

/**
 * Gives accounts the connectors of the catalog that they lack: every area and every app has its card from the start,
 * and waits to be connected (CAT-3, CAT-9). Run at every start, so that what a new release brings arrives by itself.
 * @param accountId one account; all if absent
 */
export async function addCatalogRows(db: Db, accountId?: string): Promise<void> {
  const cards = [...areas.map(cardOf('platform')), ...apps.map(cardOf('app'))]
  await sql`
    insert into connectors (id, account_id, family, slug, name, description, created_by)
    select 'con_' || substr(md5(a.id || card.slug), 1, 26), a.id, card.family, card.slug, card.name, card.about, 'system'
    from accounts a,
      json_to_recordset(${JSON.stringify(cards)}::json) as card (family text, slug text, name text, about text)
    where ${accountId ?? null}::text is null or a.id = ${accountId ?? null}
    on conflict do nothing`.execute(db)
}

function cardOf(family: 'platform' | 'app') {
  return ({ slug, name, about }: { slug: string; name: string; about: string }) => ({
    family,
    slug,
    name,
    about,
  })
}
