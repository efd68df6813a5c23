import type { Agent } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import type { Context, Db } from '../context.ts'

export type AgentAnswer = z.output<typeof Agent>

/** The account's agents, each with its template's name and whether it has toggles of its own (AGT-6). */
export function selectAgents(db: Db, accountId: string) {
  return db
    .selectFrom('agents')
    .innerJoin('templates', 'templates.id', 'agents.template_id')
    .where('agents.account_id', '=', accountId)
    .where('templates.account_id', '=', accountId)
    .select([
      'agents.id',
      'agents.name',
      'agents.description',
      'agents.instructions',
      'agents.template_id',
      'templates.name as template_name',
      'agents.platform_tools',
      'templates.platform_tools as platform_tools_default',
      'agents.version',
      'agents.created_at',
      'agents.updated_at',
    ])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('toggles')
            .select('toggles.connector_id')
            .whereRef('toggles.agent_id', '=', 'agents.id')
            .where('toggles.account_id', '=', accountId),
        )
        .as('has_toggles'),
    )
}

export type AgentRow = Awaited<ReturnType<ReturnType<typeof selectAgents>['execute']>>[number]

/** An agent as the API shows it. */
export function agentAnswer(ctx: Context, row: AgentRow): AgentAnswer {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    instructions: row.instructions,
    template: { id: row.template_id, name: row.template_name },
    endpoint: agentEndpoint(ctx, row.id),
    customized: Boolean(row.has_toggles) || row.platform_tools !== null,
    version: row.version,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

/** The MCP address at which an agent's tools are. */
export function agentEndpoint(ctx: Context, agentId: string): string {
  return `${ctx.services.publicUrl()}/mcp/${agentId}`
}
