import { entryApp } from '@jackfield/catalog/run'
import type { App } from '@jackfield/catalog/run'
import { LRUCache } from 'lru-cache'
import type { Db } from '../context.ts'

/** By id and version: what has those never changes. Counted by tools, which is what takes the space. */
const known = new LRUCache<string, App>({ maxSize: 20_000, sizeCalculation: (app) => app.tools.length + 1 })

/** The app that an account's own catalog entry describes (B11); undefined where the account has none of that key. */
export async function loadEntryApp(db: Db, accountId: string, slug: string): Promise<App | undefined> {
  const entries = await selectEntries(db, accountId).where('slug', '=', slug).execute()
  return (await appsOf(db, entries)).get(slug)
}

/** The apps of all catalog entries of an account, by key, in two statements at most. */
export async function loadEntryApps(db: Db, accountId: string): Promise<ReadonlyMap<string, App>> {
  return appsOf(db, await selectEntries(db, accountId).execute())
}

function selectEntries(db: Db, accountId: string) {
  return db
    .selectFrom('catalog_entries')
    .select(['id', 'slug', 'version'])
    .where('account_id', '=', accountId)
}

type Entry = Awaited<ReturnType<ReturnType<typeof selectEntries>['execute']>>[number]

async function appsOf(db: Db, entries: Entry[]): Promise<Map<string, App>> {
  const found = new Map<string, App>()
  const unknown: string[] = []
  for (const { id, version, slug } of entries) {
    const present = known.get(`${id} ${version}`)
    if (present) found.set(slug, present)
    else unknown.push(id)
  }
  if (unknown.length === 0) return found
  // Read anew as a whole: somebody may have saved in between.
  const rows = await db
    .selectFrom('catalog_entries')
    .select(['id', 'slug', 'version', 'definition'])
    .where('id', 'in', unknown)
    .execute()
  for (const { id, slug, version, definition } of rows) {
    const app = entryApp(definition)
    known.set(`${id} ${version}`, app)
    found.set(slug, app)
  }
  return found
}
