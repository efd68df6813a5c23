import type { App } from '@jackfield/catalog/run'
import { wholePlatform } from '@jackfield/platform'
import type { Area } from '@jackfield/platform'
import { createHash } from 'node:crypto'
import { appOf } from '../apps/app-of.ts'
import { appTools } from '../apps/app-tools.ts'
import type { ToolDefinition } from '../connectors/connector.ts'
import type { Context } from '../context.ts'
import { decidePolicy } from '../policies/decide.ts'
import { loadRules } from '../policies/load-rules.ts'
import type { Rules } from '../policies/load-rules.ts'
import type { PolicyPreset } from '../storage/tables.ts'
import { areaTools } from './area-tools.ts'
import { emptyReason } from './empty-reason.ts'
import type { OwnToolRow } from './own-tool-row.ts'
import { platformCapability, toConnector } from './toolset-connector.ts'
import { readAgent, readConnectors, readTools } from './toolset-rows.ts'
import type { ConnectorRow } from './toolset-rows.ts'
import { isUsed } from './toolset.ts'
import type { Toolset, ToolsetConnector, ToolsetTool } from './toolset.ts'

/**
 * Resolves one agent's toolset from the database (RUN-1): on (or inherited on), connected, not covered by the big
 * toggle, and not blocked.
 * @throws Refusal `not_found` for an agent of another account as for a missing one
 */
export async function loadToolset(ctx: Context, agentId: string): Promise<Toolset> {
  const agent = await readAgent(ctx, agentId)
  const [rows, rules] = await Promise.all([
    readConnectors(ctx, agent.id, agent.template_id),
    loadRules({ db: ctx.db, accountId: ctx.accountId, agentId: agent.id }),
  ])
  const judged = await Promise.all(
    rows.map(async (row) => {
      const app = await appOf(ctx.db, row)
      return { row, connector: toConnector(ctx, row, app, agent.id, agent.platform_tools) }
    }),
  )
  const open = judged.filter(({ connector }) => connector.reason === undefined)
  const stored = await readTools(
    ctx,
    open.map(({ row }) => row.connector_id),
  )
  const judge = { preset: agent.policy_preset, rules }
  const tools = open.flatMap(({ row, connector }) => {
    if (connector.area)
      return areaTools(connector.area).map((tool) => toTool(tool, connector, row, judge, connector.area))
    if (connector.app) return appToolsOf(connector.app, connector, row, judge)
    const own = stored.filter((tool) => tool.connector_id === row.connector_id)
    return own.map((tool) => toTool(tool, connector, row, judge, undefined))
  })
  for (const { connector } of open) count(connector, tools)
  const connectors = judged.map(({ connector }) => connector)
  if (!agent.platform_tools) return assemble(agent, connectors, tools)
  const capability = platformCapability()
  const covered = wholePlatform.flatMap((area) => {
    const row = rows.find(({ slug, family }) => family === 'platform' && slug === area.slug)
    return areaTools(area).map((tool) => toTool(tool, capability, row, judge, area))
  })
  count(capability, covered)
  return assemble(agent, [capability, ...connectors], [...covered, ...tools])
}

type Agent = Toolset['agent'] & { time_zone: string }

/** Puts a toolset together; blocked tools are known, and not offered. */
export function assemble(
  { id, name, instructions, time_zone }: Agent,
  connectors: ToolsetConnector[],
  all: ToolsetTool[],
): Toolset {
  const tools = all.filter((tool) => tool.policy !== 'block')
  return {
    agent: { id, name, instructions },
    timeZone: time_zone,
    revision: revisionOf(instructions, connectors, tools),
    tools,
    blocked: all.filter((tool) => tool.policy === 'block'),
    byName: new Map(all.map((tool) => [tool.publicName, tool])),
    used: connectors.filter(isUsed),
    connectors,
  }
}

/** What decides on a tool besides the tool itself. */
export interface Judge {
  preset: PolicyPreset
  rules: Rules
}

/** A tool with its policy. `row` is the connector whose rules and switches count for it. */
export function toTool(
  tool: OwnToolRow,
  connector: ToolsetConnector,
  row: Pick<ConnectorRow, 'connector_id' | 'read_only'> | undefined,
  { preset, rules }: Judge,
  area: Area | undefined,
): ToolsetTool {
  const refused = tool.refused_at !== null
  const held = tool.held_hash !== null && !refused
  const question = {
    preset,
    tool: tool.name,
    effect: tool.effect,
    accountRules: row && rules.account.get(row.connector_id),
    agentRules: row && rules.agent.get(row.connector_id),
    held,
    refused,
    connectorReadOnly: row?.read_only ?? false,
  }
  const { policy, because } = decidePolicy(question)
  return {
    publicName: tool.public_name,
    name: tool.name,
    definition: tool.definition as ToolDefinition,
    definitionHash: tool.definition_hash,
    effect: tool.effect,
    policy,
    because,
    ceiling: decidePolicy({ ...question, agentRules: undefined, held: false, refused: false }).policy,
    ...(row && { ruledBy: row.connector_id }),
    held,
    connector,
    ...(area ? { area } : {}),
  }
}

/** The tools of an app, each with the connection that it runs on. */
function appToolsOf(app: App, connector: ToolsetConnector, row: ConnectorRow, judge: Judge): ToolsetTool[] {
  const { connection_id: connectionId, scopes } = row
  if (connectionId === null) return []
  const known = new Map(app.tools.map((tool) => [tool.name, tool]))
  return appTools(app).flatMap((one) => {
    const tool = known.get(one.name)
    if (!tool) return []
    return [{ ...toTool(one, connector, row, judge, undefined), app: { app, tool, connectionId, scopes } }]
  })
}

/** Counts a connector's tools and says why it gives none. */
function count(connector: ToolsetConnector, all: ToolsetTool[]): void {
  const own = all.filter((tool) => tool.connector === connector)
  const { prompts, resources, resource_templates } = connector.catalog
  connector.toolCount = own.length
  connector.blockedCount = own.filter((tool) => tool.policy === 'block').length
  const reason = emptyReason({
    tools: own.length,
    blocked: connector.blockedCount,
    others: prompts.length + resources.length + resource_templates.length,
    listedAt: connector.listedAt,
    probe: connector.probe,
  })
  if (reason) connector.reason = reason
}

function revisionOf(instructions: string, connectors: ToolsetConnector[], tools: ToolsetTool[]): string {
  const digest = createHash('sha256').update(instructions)
  for (const connector of connectors)
    digest.update(`\n${connector.slug} ${connector.reason ?? ''} ${JSON.stringify(connector.catalog)}`)
  for (const tool of tools) digest.update(`\n${tool.publicName} ${tool.definitionHash}`)
  return digest.digest('hex').slice(0, 16)
}
