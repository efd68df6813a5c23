import type { z } from 'zod'
import type { OAuthClientInput, SignInOptions } from '@jackfield/sdk/contract'
import { requireApp } from '../apps/app-of.ts'
import { readSignInOptions } from '../apps/sign-in-options.ts'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { sealedRow } from '../credentials/sealed-tables.ts'
import { requireConnector } from '../custom-connectors/require-connector.ts'
import { Refusal } from '../errors.ts'

/**
 * Keeps the account's own OAuth app for an app, instead of the one before (SEC-11). Connections that were made with
 * another one have to be connected again once it stops working.
 * @throws Refusal `conflict` for an app that has no OAuth
 */
export async function setOAuthClient({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof OAuthClientInput> & { id: string }
}): Promise<z.input<typeof SignInOptions>> {
  authorise(ctx, 'connectors.manage')
  const connector = await requireConnector(ctx, input.id)
  const app = await requireApp(ctx.db, connector)
  if (!app.auth.some((way) => way.kind === 'oauth2'))
    throw new Refusal('conflict', `Nobody signs in to ${app.name} by OAuth.`)
  await commitChange(ctx, async (tx, record) => {
    const row = sealedRow('oauth_clients', app.slug)
    const values = {
      client_id: input.client_id,
      sealed: await ctx.services.vault.seal(ctx.accountId, row, input.client_secret, tx),
      updated_by: ctx.actor.name,
      updated_at: new Date(),
    }
    await tx
      .insertInto('oauth_clients')
      .values({ account_id: ctx.accountId, slug: app.slug, ...values })
      .onConflict((conflict) => conflict.columns(['account_id', 'slug']).doUpdateSet(values))
      .execute()
    record({ action: 'oauth_client.set', connectorId: connector.id, detail: { client_id: input.client_id } })
  })
  return readSignInOptions(ctx, connector.id)
}
