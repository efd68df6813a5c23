import type { Context } from '../context.ts'
import type { UpstreamFailure } from '../connectors/failure.ts'
import { json } from '../storage/json.ts'
import type { ProbeRecord } from '../storage/tables.ts'
import { notifyNodes } from '../storage/changes.ts'
import { markNeedsReconnect } from './mark-needs-reconnect.ts'

/** What was seen of an upstream, and what was known before. */
export interface Sighting {
  connectionId: string
  revision: number
  /** The probe that is on record; only a turn from good to bad or back is told to the nodes. */
  before: { ok: boolean } | null
  /** Absent when the upstream answered. */
  failure?: UpstreamFailure
  latencyMs: number
}

/**
 * Keeps whether an upstream answers, and when: not the same fact as the connection's status (STA-9). Toolsets say
 * it, so a turn drops them everywhere. A refused credential needs a person (STA-5).
 */
export async function noteProbe(ctx: Context, seen: Sighting): Promise<void> {
  const { failure, latencyMs, connectionId, revision } = seen
  // These say something about us, not about the upstream.
  if (failure?.kind === 'resting' || failure?.kind === 'busy') return
  if (failure?.kind === 'unauthorized')
    await markNeedsReconnect({ ctx, input: { connectionId, revision, reason: failure.message } })
  const record: ProbeRecord = {
    ok: failure === undefined,
    failure: failure?.kind ?? null,
    message: failure?.message ?? 'Answered.',
    latency_ms: latencyMs,
  }
  await ctx.db
    .updateTable('connections')
    .set({ probe: json(record), probe_at: new Date() })
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', connectionId)
    .where('revision', '=', revision)
    .execute()
  if ((seen.before?.ok ?? true) === record.ok) return
  const changedIn = await notifyNodes(ctx.db, ctx.accountId)
  ctx.services.changes.publish(ctx.accountId, changedIn)
}
