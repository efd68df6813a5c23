import { answerOfLookUp } from '../apps/look-up.ts'
import { requireApp } from '../apps/app-of.ts'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { sealedRow } from '../credentials/sealed-tables.ts'
import { requireConnector } from '../custom-connectors/require-connector.ts'
import { Refusal } from '../errors.ts'
import { hashSecret } from '../ids.ts'
import type { Provider } from '../oauth-client/provider.ts'
import { SignInFailure } from '../oauth-client/sign-in-failure.ts'
import { exchangeCode } from '../oauth-client/token-endpoint.ts'
import type { Tokens } from '../oauth-client/token-endpoint.ts'
import { findOAuthClientById } from '../oauth-clients/find-oauth-client.ts'
import type { SignInTable } from '../storage/app-tables.ts'
import { providerOf } from './app-connection.ts'
import { storeAppConnection } from './store-app-connection.ts'
import { tryCredential } from './try-credential.ts'

/** How a sign-in ended, for the page that the person lands on. */
export type SignInEnd =
  | { ended: 'connected'; slug: string }
  /** The person said no, or closed the page: nothing has changed (CON-19). */
  | { ended: 'denied'; slug: string }
  /** It did not work; what was connected before still is (CON-6, CONFLICT X4). */
  | { ended: 'failed'; slug: string; message: string }

/**
 * Ends a sign-in with what the browser brought back from the provider. A state that is unknown, used, expired, of
 * another person, browser or redirect URI opens nothing and changes nothing (CON-18).
 *
 * @param input.redirectUri the URI that was called, without its query
 * @throws Refusal `invalid` when the state opens nothing
 */
export async function finishSignIn({
  ctx,
  input,
}: {
  ctx: Context
  input: { redirectUri: string; parameters: URLSearchParams }
}): Promise<SignInEnd> {
  authorise(ctx, 'connectors.manage')
  const state = input.parameters.get('state') ?? ''
  const signIn = await takeSignIn(ctx, state, input.redirectUri)
  const connector = await requireConnector(ctx, signIn.connector_id)
  const { slug } = connector
  const refused = input.parameters.get('error')
  if (refused === 'access_denied') return await over(ctx, connector.id, { ended: 'denied', slug })
  try {
    if (refused) throw new SignInFailure('refused', sayRefusal(connector.name, refused, input.parameters))
    const app = await requireApp(ctx.db, connector)
    const client = await findOAuthClientById(ctx, app, signIn.client_id)
    if (!client)
      throw new SignInFailure(
        'invalid_client',
        `The OAuth app of ${app.name} was changed meanwhile. Start again.`,
      )
    const provider = providerOf(ctx.services, app, client, signIn.place)
    const verifier = await openVerifier(ctx, signIn)
    const tokens = await exchangeCode(provider, { ...input, state, verifier })
    await connect(ctx, provider, signIn, tokens)
    return { ended: 'connected', slug }
  } catch (error) {
    if (!(error instanceof SignInFailure)) throw error
    return over(ctx, connector.id, { ended: 'failed', slug, message: error.message })
  }
}

/** Puts on record that a sign-in came to nothing, so that whoever waits for it elsewhere can see why. */
async function over(ctx: Context, connectorId: string, end: SignInEnd): Promise<SignInEnd> {
  await commitChange(ctx, async (_tx, record) => {
    const detail = end.ended === 'failed' ? { message: end.message } : {}
    record({ action: end.ended === 'denied' ? 'sign_in.denied' : 'sign_in.failed', connectorId, detail })
  })
  return end
}

type SignIn = Awaited<ReturnType<typeof takeSignIn>>

/** Takes the sign-in that a state opens, so that it opens nothing a second time. */
async function takeSignIn(ctx: Context, state: string, redirectUri: string) {
  const { actor } = ctx
  if (actor.type !== 'member') throw nothingToFinish()
  const signIn = await ctx.db
    .deleteFrom('sign_ins')
    .where('state_hash', '=', hashSecret(state))
    .where('account_id', '=', ctx.accountId)
    .where('user_id', '=', actor.id)
    .where((eb) => eb.or([eb('session_id', 'is', null), eb('session_id', '=', actor.sessionId)]))
    .where('redirect_uri', '=', redirectUri)
    .where('expires_at', '>', new Date())
    .returningAll()
    .executeTakeFirst()
  if (!signIn) throw nothingToFinish()
  return signIn
}

/** Says the same in every case: who has no right to a state need not learn what is wrong with it. */
function nothingToFinish(): Refusal {
  return new Refusal(
    'invalid',
    'This sign-in is over, or it was begun by somebody else or in another browser.',
    {
      issues: [{ field: 'state', message: 'opens no sign-in.' }],
      hint: 'Nothing was connected. Start again on the Connectors page.',
    },
  )
}

function openVerifier(ctx: Context, { state_hash, sealed }: Pick<SignInTable, 'state_hash' | 'sealed'>) {
  return ctx.services.vault.open(ctx.accountId, sealedRow('sign_ins', state_hash), sealed)
}

async function connect(ctx: Context, provider: Provider, signIn: SignIn, tokens: Tokens): Promise<void> {
  const { app, client } = provider
  const credential = {
    kind: 'oauth2' as const,
    access_token: tokens.accessToken,
    ...(tokens.refreshToken === undefined ? {} : { refresh_token: tokens.refreshToken }),
    client_id: client.clientId,
    redirect_uri: signIn.redirect_uri,
  }
  const found = { ...signIn.place, ...tokens.values }
  const values = { ...found, ...(await answerOfLookUp(ctx.services, app, tokens.accessToken, found)) }
  const { label, probe } = await tryCredential(ctx.services, app, credential, values)
  await storeAppConnection(ctx, signIn.connector_id, app, {
    credential,
    label,
    scopes: tokens.scopes ?? (signIn.scopes.length > 0 ? signIn.scopes : null),
    expiresAt: tokens.expiresIn === null ? null : new Date(Date.now() + tokens.expiresIn * 1000),
    place: values,
    probe,
  })
}

/** RFC 6749 section 4.1.2.1: `error`, and perhaps words for it. Both come from outside, so they are cut. */
function sayRefusal(name: string, error: string, parameters: URLSearchParams): string {
  const words = parameters.get('error_description') ?? error
  const hint =
    error === 'invalid_scope'
      ? ' The OAuth app may not ask for these scopes: add them where it is registered.'
      : ''
  return `${name} says: ${words.replace(/\p{Cc}/gu, ' ').slice(0, 300)}.${hint}`
}
