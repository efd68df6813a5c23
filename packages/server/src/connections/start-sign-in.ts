import type { z } from 'zod'
import type { App, OAuth2 } from '@jackfield/catalog/run'
import type { SignInInput, SignInStarted } from '@jackfield/sdk/contract'
import { generateRandomCodeVerifier, generateRandomState } from 'oauth4webapi'
import { requireApp } from '../apps/app-of.ts'
import { settingsOf } from '../apps/settings-of.ts'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { sealedRow } from '../credentials/sealed-tables.ts'
import { requireConnector } from '../custom-connectors/require-connector.ts'
import { Refusal } from '../errors.ts'
import { hashSecret } from '../ids.ts'
import { authorizationUrl } from '../oauth-client/authorization-url.ts'
import { requireOAuthClient } from '../oauth-clients/find-oauth-client.ts'
import { redirectUri } from '../oauth-clients/redirect-uri.ts'
import { json } from '../storage/json.ts'
import { oauthWay, providerOf } from './app-connection.ts'

/** How long a person may take to consent (CON-18). */
const LIFETIME_MS = 10 * 60_000

/**
 * Begins a sign-in: answers where the browser has to go. Nothing is connected yet, and nothing is left when the person
 * closes the page (CON-5). `state` opens one sign-in of one person, once, within ten minutes (CON-18); a sign-in that
 * began in a browser has to end in that browser.
 *
 * @throws Refusal `forbidden` for an API key, which nobody can consent for; `conflict` when no OAuth app is registered;
 *   `invalid` naming the setting or scope
 */
export async function startSignIn({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof SignInInput> & { id: string }
}): Promise<z.input<typeof SignInStarted>> {
  authorise(ctx, 'connectors.manage')
  const { actor } = ctx
  if (actor.type !== 'member')
    throw new Refusal('forbidden', 'Only a person can sign in to an app, and an API key is none.', {
      hint: 'Start it in the dashboard or with the command line, or enter a key of the app.',
    })
  const connector = await requireConnector(ctx, input.id)
  const app = await requireApp(ctx.db, connector)
  const auth = oauthWay(app)
  const client = await requireOAuthClient(ctx, app, auth.register)
  const place = await settingsOf(ctx, app, connector.id, input.settings)
  const scopes = scopesOf(app, auth, input.scopes)
  const verifier = generateRandomCodeVerifier()
  const state = generateRandomState()
  const uri = redirectUri(ctx, app, client.owner)
  const expiresAt = new Date(Date.now() + LIFETIME_MS)
  const stateHash = hashSecret(state)
  const url = await authorizationUrl(providerOf(ctx.services, app, client, place), {
    redirectUri: uri,
    state,
    verifier,
    scopes,
  })
  await ctx.db
    .insertInto('sign_ins')
    .values({
      state_hash: stateHash,
      account_id: ctx.accountId,
      connector_id: connector.id,
      user_id: actor.id,
      session_id: await browserSession(ctx, actor.sessionId),
      redirect_uri: uri,
      client_id: client.clientId,
      sealed: await ctx.services.vault.seal(ctx.accountId, sealedRow('sign_ins', stateHash), verifier),
      scopes: json(scopes),
      place: json(place),
      expires_at: expiresAt,
    })
    .execute()
  return { authorize_url: url, redirect_uri: uri, expires_at: expiresAt.toISOString() }
}

/** The session that has to come back; null for one that is no browser's: then the person alone decides. */
async function browserSession(ctx: Context, sessionId: string): Promise<string | null> {
  const session = await ctx.db
    .selectFrom('sessions')
    .select('kind')
    .where('id', '=', sessionId)
    .where('account_id', '=', ctx.accountId)
    .executeTakeFirst()
  return session?.kind === 'cookie' ? sessionId : null
}

/** The least by default; more of what the app knows on request (SEC-11). */
function scopesOf(app: App, { scopes }: OAuth2, more: string[]): string[] {
  const unknown = more.find((scope) => !scopes.default.includes(scope) && !scopes.more.includes(scope))
  if (unknown === undefined) return [...new Set([...scopes.default, ...more])]
  const valid_values = scopes.more
  const message = `${app.name} is not asked for the scope "${unknown}".`
  throw new Refusal('invalid', `scopes: ${message}`, { issues: [{ field: 'scopes', message, valid_values }] })
}
