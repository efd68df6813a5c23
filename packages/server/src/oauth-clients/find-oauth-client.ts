import type { App } from '@jackfield/catalog/run'
import type { OAuthApp } from '../config.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { sealedRow } from '../credentials/sealed-tables.ts'
import { redirectUri } from './redirect-uri.ts'

/** An OAuth app of ours at a provider, and whose it is. */
export interface FoundClient extends OAuthApp {
  owner: 'account' | 'installation'
}

/** The OAuth app to sign in with: the account's own, else the installation's (SEC-11). */
export async function findOAuthClient(ctx: Context, app: App): Promise<FoundClient | undefined> {
  const own = await ctx.db
    .selectFrom('oauth_clients')
    .select(['client_id', 'sealed'])
    .where('account_id', '=', ctx.accountId)
    .where('slug', '=', app.slug)
    .executeTakeFirst()
  if (own) {
    const row = sealedRow('oauth_clients', app.slug)
    const clientSecret = await ctx.services.vault.open(ctx.accountId, row, own.sealed)
    return { owner: 'account', clientId: own.client_id, clientSecret }
  }
  const shared = installationClient(ctx, app)
  return shared && { owner: 'installation', ...shared }
}

/** The OAuth app of this id, which a token was given to: nobody else can renew or revoke it. */
export async function findOAuthClientById(
  ctx: Context,
  app: App,
  clientId: string,
): Promise<FoundClient | undefined> {
  const present = await findOAuthClient(ctx, app)
  if (present?.clientId === clientId) return present
  const shared = installationClient(ctx, app)
  return shared?.clientId === clientId ? { owner: 'installation', ...shared } : undefined
}

/**
 * The installation's OAuth app for an app. Never for an account's own entry: its addresses are the account's, and the
 * operator's secret would go there.
 */
export function installationClient({ services }: Context, app: App): OAuthApp | undefined {
  return app.category === 'Custom' ? undefined : services.config.oauthApps[app.slug]
}

/** As `findOAuthClient`. @throws Refusal `conflict` that says what to register, where, and with which redirect URI */
export async function requireOAuthClient(ctx: Context, app: App, register: string): Promise<FoundClient> {
  const client = await findOAuthClient(ctx, app)
  if (client) return client
  throw new Refusal('conflict', `No OAuth app is registered for ${app.name} yet.`, {
    hint:
      `Register one at ${register} with the redirect URI ${redirectUri(ctx, app, 'account')} ` +
      'and enter its client id and secret here; the operator can also set JACKFIELD_OAUTH_APPS.',
  })
}
