import type { Context, Db } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import type { Transport } from '../upstream.ts'

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

/** A custom connector, which has an address. */
export type CustomConnectorRow = ConnectorRow & { transport: Transport; url_masked: string }

/** As `requireConnector`, but only custom ones. @throws Refusal `not_found`, `conflict` for a connector of another family */
export async function requireCustomConnector(ctx: Context, idOrSlug: string): Promise<CustomConnectorRow> {
  const row = await requireConnector(ctx, idOrSlug)
  const { transport, url_masked } = row
  if (row.family === 'custom' && transport && url_masked !== null) return { ...row, transport, url_masked }
  const what = row.family === 'app' ? 'comes from the catalog' : 'is part of the Sales Platform'
  throw new Refusal(
    'conflict',
    `${row.name} ${what}: it can be connected and disconnected here, nothing else.`,
  )
}
