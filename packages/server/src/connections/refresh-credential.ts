import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { App } from '@jackfield/catalog/run'
import type { Context, Services } from '../context.ts'
import type { AppCredential, TokenCredential } from '../credentials/credential.ts'
import { openAppCredential } from '../credentials/open-credential.ts'
import { SignInFailure } from '../oauth-client/sign-in-failure.ts'
import { renewTokens } from '../oauth-client/token-endpoint.ts'
import { findOAuthClientById } from '../oauth-clients/find-oauth-client.ts'
import { providerOf } from './app-connection.ts'
import { LEASE_SECONDS, releaseLease, takeLease } from './refresh-lease.ts'
import { storeRenewed } from './store-renewed.ts'

/** How often those who wait look whether it is done. */
const LOOK_MS = 100
const LONGEST_WAIT_MS = (LEASE_SECONDS + 5) * 1000

/** A renewal under way: of which credential, and what comes of it. */
interface Flight {
  seen: TokenCredential
  landed: Promise<AppCredential>
}

/** Under way in this process, by connection. */
const running = new WeakMap<Services, Map<string, Flight>>()

export interface Refresh {
  connectionId: string
  app: App
  /** The credential that is not good any more: if another is there by now, that one is taken. */
  seen: TokenCredential
}

/**
 * Renews an access token, once for all who ask at the same time, on this node and the others: one flight in this
 * process, and a lease in the connection's row. No database connection is held while the provider is asked, and the
 * new credential is stored before it is handed out.
 *
 * @throws SignInFailure `invalid_grant` when a person has to sign in again, another kind when it may work later;
 *   Refusal `not_found` when the connection is gone
 */
export async function refreshCredential(ctx: Context, refresh: Refresh): Promise<AppCredential> {
  const { connectionId, seen } = refresh
  const flights = running.get(ctx.services) ?? new Map<string, Flight>()
  running.set(ctx.services, flights)
  const present = flights.get(connectionId)
  if (present && isSame(present.seen, seen)) return present.landed
  if (present) {
    // It may bring the very credential that is not good any more.
    await present.landed.catch(() => undefined)
    return refreshCredential(ctx, refresh)
  }
  const landed = renewInTurn(ctx, refresh).finally(() => flights.delete(connectionId))
  flights.set(connectionId, { seen, landed })
  return landed
}

/**
 * Resolves when nothing is being renewed any more. To be awaited before the database is closed: who asked may have
 * left, and what a provider gave meanwhile it may never give again.
 */
export async function renewalsEnded(services: Services): Promise<void> {
  const flights = running.get(services)?.values() ?? []
  await Promise.allSettled([...flights].map(({ landed }) => landed))
}

function isSame(one: AppCredential, other: AppCredential): boolean {
  return isDeepStrictEqual(one, other)
}

async function renewInTurn(ctx: Context, refresh: Refresh): Promise<AppCredential> {
  const deadline = Date.now() + LONGEST_WAIT_MS
  while (Date.now() < deadline) {
    const replaced = await replacement(ctx, refresh)
    if (replaced) return replaced
    const lease = await takeLease(ctx, refresh.connectionId)
    if (lease) return renewUnderLease(ctx, refresh, lease)
    await sleep(LOOK_MS)
  }
  throw new SignInFailure(
    'unreachable',
    `The access to ${refresh.app.name} is being renewed. Try again shortly.`,
  )
}

/**
 * What somebody else has stored meanwhile: a renewed credential, perhaps with the same access token, or what a person
 * has connected with since.
 */
async function replacement(
  ctx: Context,
  { connectionId, seen }: Refresh,
): Promise<AppCredential | undefined> {
  const stored = await openAppCredential({ ctx, connectionId })
  return isSame(stored, seen) ? undefined : stored
}

async function renewUnderLease(ctx: Context, refresh: Refresh, lease: string): Promise<AppCredential> {
  try {
    // Between the look and the lease somebody may have finished.
    const replaced = await replacement(ctx, refresh)
    return replaced ?? (await renew(ctx, refresh, lease))
  } catch (error) {
    if (!(error instanceof SignInFailure) || error.kind !== 'invalid_grant') throw error
    // A provider says this too when somebody else has just used the refresh token.
    const late = await replacement(ctx, refresh)
    if (late) return late
    throw error
  } finally {
    await releaseLease(ctx, refresh.connectionId, lease)
  }
}

async function renew(
  ctx: Context,
  { connectionId, app, seen }: Refresh,
  lease: string,
): Promise<AppCredential> {
  if (seen.refresh_token === undefined)
    throw new SignInFailure('invalid_grant', `${app.name} gave nothing to renew the access with.`)
  const client = await findOAuthClientById(ctx, app, seen.client_id)
  if (!client)
    throw new SignInFailure(
      'invalid_grant',
      `The OAuth app that ${app.name} was connected with is not set up any more.`,
    )
  const row = await ctx.db
    .selectFrom('connections')
    .select('place')
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', connectionId)
    .executeTakeFirst()
  const provider = providerOf(ctx.services, app, client, row?.place ?? {})
  const tokens = await renewTokens(provider, seen.refresh_token, seen.redirect_uri)
  const renewed: TokenCredential = {
    ...seen,
    access_token: tokens.accessToken,
    refresh_token: tokens.refreshToken ?? seen.refresh_token,
  }
  if (await storeRenewed(ctx, connectionId, lease, renewed, tokens)) return renewed
  // The lease was lost: somebody signed in anew meanwhile, and theirs is the newer grant.
  const newer = await replacement(ctx, { connectionId, app, seen })
  if (newer) return newer
  throw new SignInFailure('unreachable', `The access to ${app.name} took too long to renew. Try again.`)
}
