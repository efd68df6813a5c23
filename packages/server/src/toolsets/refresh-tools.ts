import { ProtocolError } from '@modelcontextprotocol/client'
import { systemContext } from '../context.ts'
import type { Context, Services } from '../context.ts'
import { listingScope } from '../connectors/connector.ts'
import type { Target } from '../connectors/connector.ts'
import { UpstreamFailure } from '../connectors/failure.ts'
import { Refusal } from '../errors.ts'
import type { RefusalCode } from '../errors.ts'
import { targetOf } from '../connections/target.ts'
import { noteProbe } from '../connections/note-probe.ts'
import type { Transport } from '../upstream.ts'
import { isAsStored, rememberStored } from './known-lists.ts'
import { storeDiscovery } from './store-discovery.ts'
import type { StoredConnector } from './store-discovery.ts'

/** What a refresh found. */
export interface Refreshed {
  ok: boolean
  /** Whether agents see anything else than before. */
  changed: boolean
  failure?: UpstreamFailure
}

/** One refresh of a connection, as it stands, at a time on this node: whoever asks meanwhile gets its outcome. */
const running = new WeakMap<Services, Map<string, Promise<Refreshed>>>()

/** The connector to ask, as somebody has just read it. */
export interface Asked {
  connectorId: string
  target: Target
  probe: { ok: boolean } | null
}

/**
 * Reads an upstream's lists anew and stores them. Never throws for an upstream that fails: the last known lists
 * stay in use, and the failure is kept as the connection's probe.
 * @param asked the connector, or its id
 */
export async function refreshTools(
  { services, accountId }: Context,
  asked: Asked | string,
): Promise<Refreshed> {
  const ctx = systemContext(services, accountId, 'tool refresh')
  const known = typeof asked === 'string' ? await findAsked(ctx, asked) : asked
  if (!known) return { ok: false, changed: false }
  const mine = running.get(services) ?? new Map<string, Promise<Refreshed>>()
  running.set(services, mine)
  const { connectionId, revision } = known.target
  const key = `${connectionId} ${revision}`
  const present = mine.get(key)
  if (present) return present
  const refresh = refreshNow(ctx, known).finally(() => mine.delete(key))
  mine.set(key, refresh)
  return refresh
}

async function refreshNow(ctx: Context, asked: Asked): Promise<Refreshed> {
  const { target, probe } = asked
  const started = performance.now()
  const sighting = () => ({
    connectionId: target.connectionId,
    revision: target.revision,
    before: probe,
    latencyMs: Math.round(performance.now() - started),
  })
  try {
    const discovery = await ctx.services.upstreams.discover({ ...target, scope: listingScope })
    // Most looks find what the last one found, and cost no statement.
    if (probe?.ok && isAsStored(ctx.services, target, discovery)) return { ok: true, changed: false }
    const changed = await storeDiscovery(ctx, await readStored(ctx, asked), discovery)
    rememberStored(ctx.services, target, discovery)
    await noteProbe(ctx, sighting())
    return { ok: true, changed }
  } catch (error) {
    if (error instanceof Refusal && overtaken.has(error.code)) return { ok: false, changed: false }
    const failure = asFailure(error, target.name)
    await noteProbe(ctx, { ...sighting(), failure })
    return { ok: false, changed: false, failure }
  }
}

async function findAsked(ctx: Context, connectorId: string): Promise<Asked | undefined> {
  const row = await readConnector(ctx, connectorId)
  return row && { connectorId, target: targetOf(ctx, row, listingScope), probe: row.probe }
}

/** @throws Refusal `conflict` when the connection is no longer the one that was asked */
async function readStored(ctx: Context, { connectorId, target }: Asked): Promise<StoredConnector> {
  const { connectionId, revision } = target
  const row = await readConnector(ctx, connectorId)
  if (row?.connection_id !== connectionId)
    throw new Refusal('conflict', 'The connection was changed meanwhile.')
  return { connectorId, connectionId, revision, slug: row.slug, trustHints: row.trust_hints }
}

/** Edited, disconnected or removed while the upstream was asked: what it said is of no interest any more. */
const overtaken = new Set<RefusalCode>(['conflict', 'not_found'])

function asFailure(error: unknown, name: string): UpstreamFailure {
  if (error instanceof UpstreamFailure) return error
  if (!(error instanceof ProtocolError)) throw error
  return new UpstreamFailure('not_mcp', `${name} answered a list request with an error.`, { cause: error })
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
    .where('connectors.transport', 'is not', null)
    .$narrowType<{ transport: Transport }>()
    .executeTakeFirst()
}
