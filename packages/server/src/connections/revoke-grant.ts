import { addressOf, CatalogError, failureOf } from '@jackfield/catalog/run'
import type { App, OAuth2, Outgoing } from '@jackfield/catalog/run'
import { appOf } from '../apps/app-of.ts'
import { placeOf } from '../apps/place-of.ts'
import { sendHttp } from '../connectors/http.ts'
import { systemContext } from '../context.ts'
import type { Context, Services, Tx } from '../context.ts'
import type { AppCredential } from '../credentials/credential.ts'
import { openAppCredential } from '../credentials/open-credential.ts'
import { sealedRow } from '../credentials/sealed-tables.ts'
import { newId } from '../ids.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Work } from '../work.ts'
import { SignInFailure } from '../oauth-client/sign-in-failure.ts'
import { findOAuthClientById } from '../oauth-clients/find-oauth-client.ts'
import { json } from '../storage/json.ts'
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

/** Puts a revocation on record, and on its way, in the transaction that removes the connection (CONFLICT X22). */
export async function queueRevocation(
  tx: Tx,
  ctx: Context,
  connectorId: string,
  plan: NonNullable<PlannedRevocation>,
): Promise<void> {
  const id = newId('rev')
  const request = 'request' in plan ? plan.request : undefined
  await tx
    .insertInto('revocations')
    .values({
      id,
      account_id: ctx.accountId,
      connector_id: connectorId,
      status: request ? 'pending' : 'by_hand',
      sealed: request
        ? await ctx.services.vault.seal(ctx.accountId, sealedRow('revocations', id), json(request), tx)
        : null,
      message: 'byHand' in plan ? plan.byHand : null,
      ...(request ? {} : { finished_at: new Date() }),
    })
    .execute()
  if (request) await ctx.services.queue.add(tx, revokeGrant.name, { accountId: ctx.accountId, id })
}

const RETRIES = 8

/** Takes a grant back at its provider; tried for about a day, and its outcome is kept. */
export const revokeGrant: Work<{ accountId: string; id: string }> = {
  name: 'revoke-grant',
  retryLimit: RETRIES,
  retryDelaySeconds: 30,
  backoff: true,
  parallel: 2,
  async run(services, { accountId, id }) {
    const ctx = systemContext(services, accountId, 'revocation')
    const row = await ctx.db
      .selectFrom('revocations')
      .innerJoin('connectors', 'connectors.id', 'revocations.connector_id')
      .selectAll('revocations')
      .select(['connectors.family', 'connectors.slug', 'connectors.created_by'])
      .where('revocations.account_id', '=', accountId)
      .where('revocations.id', '=', id)
      .where('revocations.status', '=', 'pending')
      .executeTakeFirst()
    if (!row?.sealed) return
    const app = await appOf(ctx.db, row)
    const clear = await services.vault.open(accountId, sealedRow('revocations', id), row.sealed)
    const problem = app && (await send(services, app, JSON.parse(clear) as Outgoing))
    const attempts = row.attempts + 1
    if (problem === undefined) return finish(ctx, row, { status: 'done', message: null, attempts })
    const last = attempts > RETRIES || problem.final
    if (last) return finish(ctx, row, { status: 'failed', message: problem.message, attempts })
    await ctx.db
      .updateTable('revocations')
      .set({ attempts, message: problem.message })
      .where('account_id', '=', accountId)
      .where('id', '=', id)
      .execute()
    throw new Error(problem.message)
  },
}

/** Undefined when the grant is gone: also when the provider did not know it any more (RFC 7009 section 2.2). */
async function send(
  services: Services,
  app: App,
  request: Outgoing,
): Promise<{ message: string; final: boolean } | undefined> {
  try {
    const options = { what: app.name, timeoutMs: 15_000, maxBody: 1024 * 1024 }
    const failure = failureOf(app, await sendHttp(services.net, request, options))
    if (!failure || failure.kind === 'expired' || failure.kind === 'not_found') return undefined
    const final = failure.kind !== 'provider_down' && failure.kind !== 'rate_limited'
    return { message: `${app.name} answered: ${failure.message}`, final }
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error), final: false }
  }
}

interface Ending {
  status: 'done' | 'failed'
  message: string | null
  attempts: number
}

async function finish(
  ctx: Context,
  row: { id: string; connector_id: string },
  ending: Ending,
): Promise<void> {
  await commitChange(ctx, async (tx, record) => {
    await tx
      .updateTable('revocations')
      .set({ ...ending, sealed: null, finished_at: new Date() })
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', row.id)
      .execute()
    const { status, message } = ending
    record({
      action: status === 'done' ? 'grant.revoked' : 'grant.revocation_failed',
      connectorId: row.connector_id,
      detail: message === null ? {} : { message },
    })
  })
}
