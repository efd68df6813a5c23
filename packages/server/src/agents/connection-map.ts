import type { App } from '@jackfield/catalog/run'
import type { ConnectionMap } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { curated } from '../apps/app-of.ts'
import { authorise } from '../authorise.ts'
import { loadEntryApps } from '../catalog-entries/load-entry-app.ts'
import type { Context } from '../context.ts'
import { logoPath } from '../custom-connectors/logo.ts'
import { platformCapability } from '../toolsets/toolset-connector.ts'
import { loadCordJudge } from './cord-reason.ts'
import { readMapAgents, readMapConnectors, readPlugs, readTraffic } from './map-rows.ts'
import type { MapAgent, MapConnector, Traffic } from './map-rows.ts'

type Answer = z.input<typeof ConnectionMap>
type Cord = Answer['cords'][number]
type CountOf = (agentId: string, connectorId: string) => Pick<Cord, 'calls' | 'errors' | 'last_call_at'>

const WEEK_MS = 7 * 24 * 3_600_000
/** The Sales Platform tools, which are no connector, as the audit log knows them, too. */
const platform = platformCapability()

/**
 * Which agent is plugged into which connector, and what went over it in the last seven days. The number of statements
 * does not grow with either.
 */
export async function connectionMap({ ctx }: { ctx: Context }): Promise<Answer> {
  authorise(ctx, 'read')
  const since = new Date(Date.now() - WEEK_MS)
  const [agents, connectors, plugs, traffic, entries] = await Promise.all([
    readMapAgents(ctx),
    readMapConnectors(ctx),
    readPlugs(ctx),
    readTraffic(ctx, since),
    loadEntryApps(ctx.db, ctx.accountId),
  ])
  const appOf = ({ family, created_by, slug }: MapConnector) =>
    family === 'app' ? (created_by === 'system' ? curated : entries).get(slug) : undefined
  const judge = await loadCordJudge(ctx, appOf)
  const countOf = counter(traffic)
  const cords = agents.flatMap((agent) => {
    const on = plugs.get(agent.id)
    // The big toggle covers the areas (PLT-5).
    const plugged = connectors.filter(
      ({ id, family }) => on?.has(id) && !(agent.platform_tools && family === 'platform'),
    )
    const own = plugged.map((connector): Cord => {
      const reason = judge(agent.id, connector)
      const ids = { agent_id: agent.id, connector_id: connector.id }
      return { ...ids, used: !reason, ...(reason && { reason }), ...countOf(agent.id, connector.id) }
    })
    return agent.platform_tools ? [platformCord(agent, countOf), ...own] : own
  })
  const corded = new Set(cords.map((cord) => cord.connector_id))
  const shown = connectors
    .filter(({ id, status }) => status === 'connected' || corded.has(id))
    .map((connector) => describe(connector, appOf(connector)))
  return {
    since: since.toISOString(),
    agents: agents.map(({ id, name, template }) => ({ id, name, template })),
    connectors: corded.has(platform.connectorId) ? [platformTools(), ...shown] : shown,
    cords,
  }
}

/** Always of use: the documentation needs neither a connection nor a rule. */
function platformCord({ id }: MapAgent, countOf: CountOf): Cord {
  const { connectorId } = platform
  return { agent_id: id, connector_id: connectorId, used: true, ...countOf(id, connectorId) }
}

function platformTools(): Answer['connectors'][number] {
  const { connectorId: id, slug, name } = platform
  const looks = { category: null, color: null, logo: null }
  return { id, slug, name, family: 'platform', ...looks, status: 'connected' }
}

function describe(connector: MapConnector, app: App | undefined): Answer['connectors'][number] {
  const { id, slug, name, family, status } = connector
  return {
    id,
    slug,
    name,
    family,
    category: app?.category ?? null,
    color: app?.color ?? null,
    logo: logoPath(connector, app),
    status: status ?? 'available',
  }
}

function counter(traffic: Traffic[]): CountOf {
  const known = new Map(traffic.map((row) => [`${row.agent_id} ${row.connector_id}`, row]))
  return (agentId, connectorId) => {
    const { calls = 0, errors = 0, last_call_at } = known.get(`${agentId} ${connectorId}`) ?? {}
    return { calls, errors, last_call_at: last_call_at?.toISOString() ?? null }
  }
}
