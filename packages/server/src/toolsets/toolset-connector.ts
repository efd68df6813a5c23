import type { App } from '@jackfield/catalog/run'
import type { Context } from '../context.ts'
import { targetOf } from '../connections/target.ts'
import { areaOf } from './area-tools.ts'
import type { ConnectorName, ConnectorRow } from './toolset-rows.ts'
import type { SkipReason, ToolsetConnector } from './toolset.ts'

const nothingElse = { resources: [], resource_templates: [], prompts: [] }

/** One connector as an agent sees it. `covered`: the agent has all areas through the big toggle (PLT-5). */
export function toConnector(
  ctx: Context,
  row: ConnectorRow,
  app: App | undefined,
  agentId: string,
  covered: boolean,
): ToolsetConnector {
  const on = row.state === null ? row.default_on : row.state === 'on'
  const { connection_id, revision, transport } = row
  const area = areaOf(row)
  const reason = skipReason(on, row, covered)
  return {
    connectorId: row.connector_id,
    slug: row.slug,
    name: row.name,
    on,
    ...(reason ? { reason } : {}),
    ...(area ? { area } : {}),
    ...(app ? { app } : {}),
    statusReason: row.status_reason,
    probe: row.probe,
    ...(connection_id && revision !== null && transport
      ? { target: targetOf(ctx, { ...row, connection_id, revision, transport }, agentId) }
      : {}),
    listedAt: row.listed_at,
    toolCount: 0,
    blockedCount: 0,
    catalog: row.catalog ?? nothingElse,
  }
}

/** A connector that is off for the agent. */
export function offConnector({ connector_id, slug, name, listed_at }: ConnectorName): ToolsetConnector {
  return {
    connectorId: connector_id,
    slug,
    name,
    on: false,
    reason: 'off',
    statusReason: null,
    probe: null,
    listedAt: listed_at,
    toolCount: 0,
    blockedCount: 0,
    catalog: nothingElse,
  }
}

/** All areas at once, whether connected or not: a capability of the agent, not a connector (PLT-4, PLT-10). */
export function platformCapability(): ToolsetConnector {
  return {
    connectorId: 'sales-platform',
    slug: 'sales-platform',
    name: 'Sales Platform tools',
    on: true,
    statusReason: null,
    probe: null,
    listedAt: null,
    toolCount: 0,
    blockedCount: 0,
    catalog: nothingElse,
  }
}

/** Why a run skips a connector whatever its tools are (RUN-5); undefined when it depends on those. */
export function skipReason(
  on: boolean,
  row: Pick<ConnectorRow, 'family' | 'status'>,
  covered: boolean,
): SkipReason | undefined {
  if (!on) return 'off'
  if (covered && row.family === 'platform') return 'covered_by_platform_toggle'
  if (row.status === null) return 'not_connected'
  return row.status === 'needs_reconnect' ? 'needs_reconnect' : undefined
}
