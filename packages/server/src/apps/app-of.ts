import { apps } from '@jackfield/catalog'
import type { App } from '@jackfield/catalog/run'
import { loadEntryApp } from '../catalog-entries/load-entry-app.ts'
import type { Db } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import type { Family } from '../storage/tables.ts'

/** The apps that everybody has, by slug. */
export const curated: ReadonlyMap<string, App> = new Map(apps.map((app) => [app.slug, app]))

/** What decides which app a connector stands for. */
export interface AppConnector {
  account_id: string
  family: Family
  slug: string
  /** `system` for the cards of curated apps: an account's own entry keeps its key when an app of that key ships. */
  created_by: string
}

/** The app that a connector stands for, curated or the account's own; undefined for other families. */
export async function appOf(
  db: Db,
  { account_id: accountId, family, slug, created_by }: AppConnector,
): Promise<App | undefined> {
  if (family !== 'app') return undefined
  return created_by === 'system' ? curated.get(slug) : loadEntryApp(db, accountId, slug)
}

/** As `appOf`. @throws Refusal `conflict` for a connector that is no app */
export async function requireApp(db: Db, connector: AppConnector & { name: string }): Promise<App> {
  const app = await appOf(db, connector)
  if (app) return app
  if (connector.family === 'app') throw notFound('app')
  throw new Refusal('conflict', `${connector.name} is no app: nobody signs in to it.`)
}
