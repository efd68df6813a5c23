import type { Context, Db } from '../context.ts'
import { notFound } from '../errors.ts'

/** One entry of the account by id or key, with its connector and whether that is connected. @throws Refusal `not_found` */
export async function requireEntry(ctx: Context, idOrSlug: string, db: Db = ctx.db) {
  const row = await entryRows(ctx, db)
    .where((where) =>
      where.or([where('catalog_entries.id', '=', idOrSlug), where('catalog_entries.slug', '=', idOrSlug)]),
    )
    .executeTakeFirst()
  if (!row) throw notFound('catalog entry')
  return row
}

export type EntryRow = Awaited<ReturnType<typeof requireEntry>>

/** The account's entries. */
export function entryRows(ctx: Context, db: Db = ctx.db) {
  return db
    .selectFrom('catalog_entries')
    .innerJoin('connectors', (join) =>
      join
        .onRef('connectors.account_id', '=', 'catalog_entries.account_id')
        .onRef('connectors.slug', '=', 'catalog_entries.slug'),
    )
    .leftJoin('connections', 'connections.connector_id', 'connectors.id')
    .selectAll('catalog_entries')
    .select(['connectors.id as connector_id', 'connections.id as connection_id'])
    .where('catalog_entries.account_id', '=', ctx.accountId)
}
