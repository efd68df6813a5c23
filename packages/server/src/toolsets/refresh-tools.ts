import { systemContext } from '../context.ts'
import type { Context, Services } from '../context.ts'
import { listingScope } from '../connectors/connector.ts'
import { UpstreamFailure } from '../connectors/failure.ts'
import { targetOf } from '../connections/target.ts'
import { markNeedsReconnect } from '../connections/set-status.ts'
import { notifyNodes } from '../storage/changes.ts'
import { json } from '../storage/json.ts'
import type { ProbeRecord } from '../storage/tables.ts'
import { storeDiscovery } from './store-discovery.ts'

/** What a refresh found. */
export interface Refreshed {
  ok: boolean
  /** Whether agents see anything else than before. */
  changed: boolean
  failure?: UpstreamFailure
}

/** One refresh of a connection at a time on this node: whoever asks meanwhile gets its outcome. */
const running = new WeakMap<Services, Map<string, Promise<Refreshed>>>()

/**
 * Reads an upstream's lists anew and stores them. Never throws for an upstream that fails: the last known lists
 * stay in use, and the failure is kept as the connection's probe.
 */
export function refreshTools(ctx: Context, connectorId: string): Promise<Refreshed> {
  const mine = running.get(ctx.services) ?? new Map<string, Promise<Refreshed>>()
  running.set(ctx.services, mine)
  const present = mine.get(connectorId)
  if (present) return present
  const refresh = refreshNow(systemContext(ctx.services, ctx.accountId, 'tool refresh'), connectorId).finally(
    () => mine.delete(connectorId),
  )
  mine.set(connectorId, refresh)
  return refresh
}

async function refreshNow(ctx: Context, connectorId: string): Promise<Refreshed> {
  const row = await readConnector(ctx, connectorId)
  if (!row) return { ok: false, changed: false }
  const started = performance.now()
  try {
    const discovery = await ctx.services.upstreams.discover(targetOf(ctx, row, listingScope))
    const latency = Math.round(performance.now() - started)
    const connector = {
      connectorId,
      connectionId: row.connection_id,
      slug: row.slug,
      trustHints: row.trust_hints,
    }
    const changed = await storeDiscovery(ctx, connector, discovery, latency)
    await tellOfTurn(ctx, row.probe, true)
    return { ok: true, changed }
  } catch (error) {
    const failure =
      error instanceof UpstreamFailure
        ? error
        : new UpstreamFailure('not_mcp', `${row.name} answered a list request with an error.`, {
            cause: error,
          })
    await storeFailure(ctx, row.connection_id, failure, Math.round(performance.now() - started))
    await tellOfTurn(ctx, row.probe, false)
    return { ok: false, changed: false, failure }
  }
}

function readConnector(ctx: Context, connectorId: string) {
  return ctx.db
    .selectFrom('connections')
    .innerJoin('connectors', 'connectors.id', 'connections.connector_id')
    .select([
      'connectors.id as connector_id',
      'connectors.slug',
      'connectors.name',
      'connectors.transport',
      'connectors.trust_hints',
      'connections.id as connection_id',
      'connections.revision',
      'connections.server',
      'connections.server_at',
      'connections.probe',
    ])
    .where('connectors.account_id', '=', ctx.accountId)
    .where('connectors.id', '=', connectorId)
    .executeTakeFirst()
}

async function storeFailure(
  ctx: Context,
  connectionId: string,
  failure: UpstreamFailure,
  latencyMs: number,
): Promise<void> {
  if (failure.kind === 'resting' || failure.kind === 'busy') return
  if (failure.kind === 'unauthorized')
    await markNeedsReconnect({ ctx, input: { connectionId, reason: failure.message } })
  await ctx.db
    .updateTable('connections')
    .set({
      probe: json({
        ok: false,
        failure: failure.kind,
        message: failure.message,
        latency_ms: latencyMs,
      } satisfies ProbeRecord),
      probe_at: new Date(),
    })
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', connectionId)
    .execute()
}

/** Toolsets say whether a server answers, so that it no longer does, or does again, is a change to them. */
async function tellOfTurn(ctx: Context, before: ProbeRecord | null, ok: boolean): Promise<void> {
  if ((before?.ok ?? true) === ok) return
  await notifyNodes(ctx.db, ctx.accountId)
  ctx.services.changes.publish(ctx.accountId)
}
