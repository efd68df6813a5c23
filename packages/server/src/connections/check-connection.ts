import type { z } from 'zod'
import type { ConnectorTest } from '@jackfield/sdk/contract'
import { UpstreamFailure } from '../connectors/failure.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { SignInFailure } from '../oauth-client/sign-in-failure.ts'
import { json } from '../storage/json.ts'
import type { ProbeRecord } from '../storage/tables.ts'
import type { AppTarget } from './usable-credential.ts'
import { whoIsConnected } from './who-is-connected.ts'
import { withRenewal } from './with-renewal.ts'

type Answer = z.input<typeof ConnectorTest>

/**
 * Asks an app who is connected, and keeps the answer with its time: that is its health (STA-9). A credential that is
 * refused also after a renewal turns the connection to `needs_reconnect`; an app that is down does not (STA-8).
 */
export async function checkConnection(ctx: Context, target: AppTarget): Promise<Answer> {
  const begun = new Date()
  const started = performance.now()
  const { ok, failure, message, label } = await look(ctx, target)
  const record: ProbeRecord = { ok, failure, message, latency_ms: Math.round(performance.now() - started) }
  await ctx.db
    .updateTable('connections')
    .set({ probe: json(record), probe_at: new Date(), ...(label ? { label } : {}) })
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', target.connectionId)
    // Somebody may have signed in anew meanwhile: what was seen then is newer.
    .where((eb) => eb.or([eb('probe_at', 'is', null), eb('probe_at', '<=', begun)]))
    .execute()
  return { ok, message, latency_ms: record.latency_ms, ...(failure ? { failure: failureName(failure) } : {}) }
}

interface Look {
  ok: boolean
  failure: string | null
  message: string
  label?: string | null
}

async function look(ctx: Context, target: AppTarget): Promise<Look> {
  const { name } = target.app
  try {
    const who = await withRenewal(ctx, target, ({ sender }) => whoIsConnected(ctx.services, sender))
    if (!who.failure) return { ok: true, failure: null, message: 'Answered.', label: who.label }
    return { ok: false, failure: who.failure.kind, message: `${name} answered: ${who.failure.message}` }
  } catch (error) {
    if (error instanceof SignInFailure || error instanceof UpstreamFailure)
      return { ok: false, failure: error.kind, message: error.message }
    if (error instanceof Refusal) return { ok: false, failure: error.code, message: error.message }
    throw error
  }
}

const names: Record<string, NonNullable<Answer['failure']>> = {
  expired: 'unauthorized',
  invalid_grant: 'unauthorized',
  forbidden: 'forbidden',
  not_found: 'not_found',
  dns: 'dns',
  refused: 'refused',
  dropped: 'dropped',
  tls: 'tls',
  timeout: 'timeout',
  blocked_address: 'blocked_address',
  too_large: 'too_large',
  redirect: 'redirect',
}

/** CUS-20's names, which tests of every family share. */
function failureName(kind: string): NonNullable<Answer['failure']> {
  return names[kind] ?? 'http_error'
}
