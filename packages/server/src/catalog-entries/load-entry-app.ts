import { entryApp } from '@jackfield/catalog/run'
import type { App } from '@jackfield/catalog/run'
import { LRUCache } from 'lru-cache'
import type { Db } from '../context.ts'

/** By id and version: what has those never changes. Counted by tools, which is what takes the space. */
const known = new LRUCache<string, App>({ maxSize: 20_000, sizeCalculation: (app) => app.tools.length + 1 })

/** The app that an account's own catalog entry describes (B11); undefined where the account has none of that key. */
export async function loadEntryApp(db: Db, accountId: string, slug: string): Promise<App | undefined> {
  const entry = await db
    .selectFrom('catalog_entries')
    .select(['id', 'version'])
    .where('account_id', '=', accountId)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!entry) return undefined
  const present = known.get(`${entry.id} ${entry.version}`)
  if (present) return present
  // Read anew as a whole: somebody may have saved in between.
  const row = await db
    .selectFrom('catalog_entries')
    .select(['id', 'version', 'definition'])
    .where('id', '=', entry.id)
    .executeTakeFirst()
  if (!row) return undefined
  const app = entryApp(row.definition)
  known.set(`${row.id} ${row.version}`, app)
  return app
}
