import type { ToolFailure } from '@jackfield/catalog/run'
import type { Context } from '../context.ts'
import { markNeedsReconnect } from './mark-needs-reconnect.ts'
import { renewedCredential, usableCredential } from './usable-credential.ts'
import type { AppTarget, Usable } from './usable-credential.ts'

/**
 * Asks an app something, and asks once more with a renewed credential when the first is refused. One that cannot be
 * renewed, or is refused also then, turns the connection to `needs_reconnect` (STA-5, STA-8).
 * @throws what `ask` throws; Refusal `not_found` when the connection is gone; SignInFailure when it cannot be renewed
 */
export async function withRenewal<Answer extends { failure?: ToolFailure }>(
  ctx: Context,
  target: AppTarget,
  ask: (usable: Usable) => Promise<Answer>,
): Promise<Answer> {
  const usable = await usableCredential(ctx, target)
  const first = await ask(usable)
  if (first.failure?.kind !== 'expired') return first
  const { credential, revision } = usable
  if (credential.kind !== 'oauth2' || credential.refresh_token === undefined) {
    await refused(ctx, target, usable, first.failure)
    return first
  }
  const renewed = await renewedCredential(ctx, target, { credential, revision })
  const second = await ask(renewed)
  if (second.failure?.kind === 'expired') await refused(ctx, target, renewed, second.failure)
  return second
}

async function refused(
  ctx: Context,
  { app, connectionId }: AppTarget,
  { credential, revision }: Usable,
  { message }: ToolFailure,
): Promise<void> {
  const reason = `${app.name} refused the credential: ${message}`
  await markNeedsReconnect({ ctx, input: { connectionId, revision, credential, reason } })
}
