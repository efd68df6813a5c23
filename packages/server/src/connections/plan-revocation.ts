import { addressOf, CatalogError } from '@jackfield/catalog/run'
import type { App, OAuth2, Outgoing } from '@jackfield/catalog/run'
import { appOf } from '../apps/app-of.ts'
import { placeOf } from '../apps/place-of.ts'
import type { Context } from '../context.ts'
import type { AppCredential } from '../credentials/credential.ts'
import { openAppCredential } from '../credentials/open-credential.ts'
import { SignInFailure } from '../oauth-client/sign-in-failure.ts'
import { findOAuthClientById } from '../oauth-clients/find-oauth-client.ts'
import { oauthWay } from './app-connection.ts'
import { usableCredential } from './usable-credential.ts'

/** How a grant is going to be taken back: by a request of ours, or by a person. */
export type PlannedRevocation = { request: Outgoing } | { byHand: string } | undefined

/**
 * What taking back a connection's grant needs, made while its credential is still there. Undefined for keys, which are
 * the person's own.
 */
export async function planRevocation(
  ctx: Context,
  app: App,
  connectionId: string,
): Promise<PlannedRevocation> {
  const credential = await liveCredential(ctx, app, connectionId)
  if (credential.kind !== 'oauth2') return undefined
  const auth = oauthWay(app)
  const byHand = `Remove Jackfield from your account at ${app.name}${auth.revokeByHand ? `: ${auth.revokeByHand}` : ''}.`
  if (!auth.revoke) return { byHand: `${app.name} has no way for Jackfield to do it. ${byHand}` }
  const client = await findOAuthClientById(ctx, app, credential.client_id)
  if (!client) return { byHand: `The OAuth app that it was granted to is not set up any more. ${byHand}` }
  const sibling = auth.revokesSiblings && (await connectedSibling(ctx, app, auth, connectionId))
  if (sibling) return { byHand: `It would end the access of ${sibling} too, so it was left. ${byHand}` }
  const out = auth.revoke({
    ...client,
    accessToken: credential.access_token,
    refreshToken: credential.refresh_token,
  })
  const { place } = await ctx.db
    .selectFrom('connections')
    .select('place')
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', connectionId)
    .executeTakeFirstOrThrow()
  try {
    return { request: { ...out, url: addressOf(app, out.url, placeOf(ctx.services, app, place)) } }
  } catch (error) {
    if (error instanceof CatalogError) return { byHand: `${error.message} ${byHand}` }
    throw error
  }
}

/** Renewed where it has ended, since a provider takes nothing back for a token that it does not know any more. */
async function liveCredential(ctx: Context, app: App, connectionId: string): Promise<AppCredential> {
  try {
    return (await usableCredential(ctx, { app, connectionId })).credential
  } catch (error) {
    if (error instanceof SignInFailure) return openAppCredential({ ctx, connectionId })
    throw error
  }
}

/** Another app of the same provider that is connected: the name of one. */
async function connectedSibling(
  ctx: Context,
  app: App,
  auth: OAuth2,
  connectionId: string,
): Promise<string | undefined> {
  const others = await ctx.db
    .selectFrom('connections')
    .innerJoin('connectors', 'connectors.id', 'connections.connector_id')
    .select(['connectors.account_id', 'connectors.family', 'connectors.slug', 'connectors.created_by'])
    .where('connections.account_id', '=', ctx.accountId)
    .where('connections.id', '<>', connectionId)
    .where('connections.sign_in', '=', 'oauth2')
    .where('connectors.slug', '<>', app.slug)
    .orderBy('connectors.name')
    .execute()
  const found = await Promise.all(others.map((row) => appOf(ctx.db, row)))
  return found.find((other) => other?.auth.some((way) => way.kind === 'oauth2' && way.token === auth.token))
    ?.name
}
