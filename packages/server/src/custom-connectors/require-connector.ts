import type { Context, Db } from '../context.ts'
import { notFound } from '../errors.ts'

/** One connector of the account by id or slug, with its connection. @throws Refusal `not_found` */
export async function requireConnector(ctx: Context, idOrSlug: string, db: Db = ctx.db) {
  const row = await db
    .selectFrom('connectors')
    .leftJoin('connections', 'connections.connector_id', 'connectors.id')
    .selectAll('connectors')
    .select(['connections.id as connection_id', 'connections.status', 'connections.revision'])
    .where('connectors.account_id', '=', ctx.accountId)
    .where((where) =>
      where.or([where('connectors.id', '=', idOrSlug), where('connectors.slug', '=', idOrSlug)]),
    )
    .executeTakeFirst()
  if (!row) throw notFound('connector')
  return row
}

export type ConnectorRow = Awaited<ReturnType<typeof requireConnector>>
