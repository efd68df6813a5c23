import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { targetOf } from '../connections/target.ts'
import { loadRules } from '../policies/load-rules.ts'
import { decidePolicy } from '../policies/decide.ts'
import type { PolicyDecision } from '../policies/decide.ts'
import type { ToolDefinition } from '../connectors/connector.ts'
import { readConnectors, readTools } from './toolset-rows.ts'
import type { ConnectorRow, ToolRow } from './toolset-rows.ts'
import type { SkipReason, Toolset, ToolsetConnector, ToolsetTool } from './toolset.ts'

/**
 * Resolves one agent's toolset from the database (RUN-1): on (or inherited on), connected, and not blocked.
 * @throws Refusal `not_found` for an agent of another account as for a missing one
 */
export async function loadToolset(ctx: Context, agentId: string): Promise<Toolset> {
  const agent = await ctx.db
    .selectFrom('agents')
    .innerJoin('accounts', 'accounts.id', 'agents.account_id')
    .select([
      'agents.id',
      'agents.name',
      'agents.instructions',
      'agents.template_id',
      'accounts.policy_preset',
    ])
    .where('agents.account_id', '=', ctx.accountId)
    .where('agents.id', '=', agentId)
    .executeTakeFirst()
  if (!agent) throw notFound('agent')
  const [rows, rules] = await Promise.all([
    readConnectors(ctx, agent.id, agent.template_id),
    loadRules({ db: ctx.db, accountId: ctx.accountId, agentId: agent.id }),
  ])
  const connectors = rows.map((row) => ({ row, connector: toConnector(ctx, row, agent.id) }))
  const open = connectors.filter(
    ({ connector }) => connector.on && connector.target && connector.reason !== 'needs_reconnect',
  )
  const toolRows = await readTools(
    ctx,
    open.map(({ row }) => row.connector_id),
  )
  const all = open.flatMap(({ row, connector }) =>
    toolRows
      .filter((tool) => tool.connector_id === row.connector_id)
      .map((tool) => {
        const decision = decidePolicy({
          preset: agent.policy_preset,
          tool: tool.name,
          effect: tool.effect,
          accountRules: rules.account.get(row.connector_id),
          agentRules: rules.agent.get(row.connector_id),
          held: tool.held_hash !== null,
          connectorReadOnly: row.read_only,
        })
        return toTool(tool, connector, decision)
      }),
  )
  for (const { connector } of open) judge(connector, all)
  const tools = all.filter((tool) => tool.policy !== 'block')
  return {
    agent: { id: agent.id, name: agent.name, instructions: agent.instructions },
    revision: revisionOf(
      agent,
      connectors.map(({ connector }) => connector),
      tools,
    ),
    tools,
    blocked: all.filter((tool) => tool.policy === 'block'),
    byName: new Map(all.map((tool) => [tool.publicName, tool])),
    connectors: connectors.map(({ connector }) => connector),
  }
}

function toConnector(ctx: Context, row: ConnectorRow, agentId: string): ToolsetConnector {
  const on = row.state === null ? row.default_on : row.state === 'on'
  const { connection_id, status, revision } = row
  const reason = skipReason(on, status)
  return {
    connectorId: row.connector_id,
    slug: row.slug,
    name: row.name,
    on,
    ...(reason ? { reason } : {}),
    statusReason: row.status_reason,
    probe: row.probe,
    ...(connection_id && revision !== null
      ? { target: targetOf(ctx, { ...row, connection_id, revision }, agentId) }
      : {}),
    listedAt: row.listed_at,
    toolCount: 0,
    blockedCount: 0,
    catalog: row.catalog ?? { resources: [], resource_templates: [], prompts: [] },
  }
}

function skipReason(on: boolean, status: ConnectorRow['status']): SkipReason | undefined {
  if (!on) return 'off'
  if (status === null) return 'not_connected'
  return status === 'needs_reconnect' ? 'needs_reconnect' : undefined
}

/** Counts a connector's tools and says why it gives none. */
function judge(connector: ToolsetConnector, all: ToolsetTool[]): void {
  const own = all.filter((tool) => tool.connector === connector)
  connector.toolCount = own.length
  connector.blockedCount = own.filter((tool) => tool.policy === 'block').length
  const offersMore =
    connector.catalog.prompts.length +
      connector.catalog.resources.length +
      connector.catalog.resource_templates.length >
    0
  if (own.length > 0 && connector.blockedCount === own.length) connector.reason = 'blocked_by_policy'
  if (own.length > 0 || offersMore) return
  connector.reason = connector.listedAt === null || connector.probe?.ok === false ? 'unreachable' : 'no_tools'
}

function toTool(row: ToolRow, connector: ToolsetConnector, { policy, because }: PolicyDecision): ToolsetTool {
  return {
    publicName: row.public_name,
    name: row.name,
    definition: row.definition as ToolDefinition,
    definitionHash: row.definition_hash,
    effect: row.effect,
    policy,
    because,
    held: row.held_hash !== null,
    connector,
  }
}

function revisionOf(
  agent: { instructions: string },
  connectors: ToolsetConnector[],
  tools: ToolsetTool[],
): string {
  const digest = createHash('sha256').update(agent.instructions)
  for (const connector of connectors)
    digest.update(`\n${connector.slug} ${connector.reason ?? ''} ${JSON.stringify(connector.catalog)}`)
  for (const tool of tools) digest.update(`\n${tool.publicName} ${tool.definitionHash}`)
  return digest.digest('hex').slice(0, 16)
}
