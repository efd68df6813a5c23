import type { App, Sender } from '@jackfield/catalog/run'
import type { Context } from '../context.ts'
import type { AppCredential, TokenCredential } from '../credentials/credential.ts'
import { openAppCredential } from '../credentials/open-credential.ts'
import { notFound } from '../errors.ts'
import { SignInFailure } from '../oauth-client/sign-in-failure.ts'
import { senderOf } from './app-connection.ts'
import { markNeedsReconnect } from './mark-needs-reconnect.ts'
import { refreshCredential } from './refresh-credential.ts'

/** Nodes' clocks differ, and a request takes its time: a token that ends sooner than this counts as ended. */
const MARGIN_MS = 30_000

/** A connection as a call finds it. */
export interface AppTarget {
  app: App
  connectionId: string
}

/** A credential that is ready to be sent. */
export interface Usable {
  sender: Sender
  credential: AppCredential
  revision: number
}

/**
 * The credential of an app's connection, renewed first when its end is near. Opened only when something is about to
 * be sent.
 * @param marginMs renewed when it ends sooner than this
 * @throws Refusal `not_found` when the connection is gone; SignInFailure when it ended and cannot be renewed
 */
export async function usableCredential(
  ctx: Context,
  target: AppTarget,
  marginMs = MARGIN_MS,
): Promise<Usable> {
  const row = await readConnection(ctx, target.connectionId)
  const credential = await openAppCredential({ ctx, connectionId: target.connectionId })
  const { revision } = row
  if (credential.kind !== 'oauth2' || credential.refresh_token === undefined || !ends(row, marginMs))
    return { sender: senderOf(ctx.services, target.app, credential, row.place), credential, revision }
  // A renewal may have come between the two reads; then what was read belongs to two different tokens.
  const again = await readConnection(ctx, target.connectionId)
  if (!ends(again, marginMs)) return usableCredential(ctx, target, marginMs)
  return renewedCredential(ctx, target, { credential, revision })
}

function ends({ expires_at }: { expires_at: Date | null }, marginMs: number): boolean {
  return expires_at !== null && expires_at.getTime() - Date.now() < marginMs
}

/**
 * The credential after a renewal: of one whose end is near, or that was refused although it should hold.
 * @throws SignInFailure; one of kind `invalid_grant` has turned the connection to `needs_reconnect`
 */
export async function renewedCredential(
  ctx: Context,
  target: AppTarget,
  seen: { credential: TokenCredential; revision: number },
): Promise<Usable> {
  const { app, connectionId } = target
  try {
    const credential = await refreshCredential(ctx, { connectionId, app, seen: seen.credential })
    const { place, revision } = await readConnection(ctx, connectionId)
    return { sender: senderOf(ctx.services, app, credential, place), credential, revision }
  } catch (error) {
    if (error instanceof SignInFailure && error.kind === 'invalid_grant')
      await markNeedsReconnect({
        ctx,
        input: { connectionId, ...seen, reason: error.message },
      })
    throw error
  }
}

async function readConnection(ctx: Context, connectionId: string) {
  const row = await ctx.db
    .selectFrom('connections')
    .select(['expires_at', 'place', 'revision'])
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', connectionId)
    .executeTakeFirst()
  if (!row) throw notFound('connection')
  return row
}
