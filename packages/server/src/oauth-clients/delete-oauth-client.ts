import { requireApp } from '../apps/app-of.ts'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { requireConnector } from '../custom-connectors/require-connector.ts'
import { notFound } from '../errors.ts'

/** Forgets the account's own OAuth app. @throws Refusal `not_found` when it has none */
export async function deleteOAuthClient({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<void> {
  authorise(ctx, 'connectors.manage')
  const connector = await requireConnector(ctx, input.id)
  const app = await requireApp(ctx.db, connector)
  await commitChange(ctx, async (tx, record) => {
    const gone = await tx
      .deleteFrom('oauth_clients')
      .where('account_id', '=', ctx.accountId)
      .where('slug', '=', app.slug)
      .returning('client_id')
      .executeTakeFirst()
    if (!gone) throw notFound('OAuth app')
    record({
      action: 'oauth_client.deleted',
      connectorId: connector.id,
      detail: { client_id: gone.client_id },
    })
  })
}
