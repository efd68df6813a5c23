import type { z } from 'zod'
import type { Toolset as ToolsetAnswer } from '@jackfield/sdk/contract'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { freshToolset } from './current-toolset.ts'
import { explainConnector, explainToolset } from './explain.ts'
import { offConnector } from './toolset-connector.ts'
import { readConnectorNames } from './toolset-rows.ts'
import type { Toolset, ToolsetConnector, ToolsetTool } from './toolset.ts'

/** Characters of JSON that make about one token of a model. */
const charactersPerToken = 4

/** What an agent can use right now, what is skipped and why (RUN-5, TRB-6). @throws Refusal `not_found` */
export async function getToolset({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<z.input<typeof ToolsetAnswer>> {
  authorise(ctx, 'read')
  const toolset = await withOffConnectors(ctx, await freshToolset(ctx, input.id))
  return {
    agent: { id: toolset.agent.id, name: toolset.agent.name },
    revision: toolset.revision,
    tools: [...toolset.tools, ...toolset.blocked].map(toolAnswer),
    connectors: toolset.connectors.map(connectorAnswer),
    explanation: explainToolset(toolset),
    approximate_tokens: Math.round(
      JSON.stringify(toolset.tools.map((tool) => tool.definition)).length / charactersPerToken,
    ),
  }
}

/** The toolset with the connectors that are off among the others: a run has no use for them, and does not read them. */
async function withOffConnectors(ctx: Context, toolset: Toolset): Promise<Toolset> {
  const names = await readConnectorNames(ctx)
  const ids = new Set(names.map(({ connector_id }) => connector_id))
  const known = new Map(toolset.connectors.map((connector) => [connector.connectorId, connector]))
  const capability = toolset.connectors.filter(({ connectorId }) => !ids.has(connectorId))
  const stored = names.map((row) => known.get(row.connector_id) ?? offConnector(row))
  return { ...toolset, connectors: [...capability, ...stored] }
}

function toolAnswer(tool: ToolsetTool) {
  const { title, description, inputSchema } = tool.definition
  return {
    name: tool.publicName,
    connector: tool.connector.slug,
    ...(title === undefined ? {} : { title }),
    description: description ?? '',
    effect: tool.effect,
    policy: tool.policy,
    because: tool.because,
    ceiling: tool.ceiling,
    rule: tool.ruledBy === undefined ? null : { connector: tool.ruledBy, tool: tool.name },
    held: tool.held,
    input_schema: inputSchema,
  }
}

function connectorAnswer(connector: ToolsetConnector) {
  return {
    connector_id: connector.connectorId,
    slug: connector.slug,
    name: connector.name,
    on: connector.on,
    used: connector.reason === undefined,
    ...(connector.reason ? { reason: connector.reason } : {}),
    explanation: explainConnector(connector),
    tool_count: connector.toolCount,
    blocked_count: connector.blockedCount,
    listed_at: connector.listedAt?.toISOString() ?? null,
  }
}
