import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'

export type ConnectorRow = Awaited<ReturnType<typeof readConnectors>>[number]
export type ConnectorName = Awaited<ReturnType<typeof readConnectorNames>>[number]
export type ToolRow = Awaited<ReturnType<typeof readTools>>[number]

/** The agent, what its account says of policies, and whether it has the Sales Platform tools. @throws Refusal `not_found` */
export async function readAgent(ctx: Context, agentId: string) {
  const agent = await ctx.db
    .selectFrom('agents')
    .innerJoin('accounts', 'accounts.id', 'agents.account_id')
    .innerJoin('templates', 'templates.id', 'agents.template_id')
    .select([
      'agents.id',
      'agents.name',
      'agents.instructions',
      'agents.template_id',
      'accounts.policy_preset',
      'accounts.time_zone',
      sql<boolean>`coalesce(agents.platform_tools, templates.platform_tools)`.as('platform_tools'),
    ])
    .where('agents.account_id', '=', ctx.accountId)
    .where('agents.id', '=', agentId)
    .executeTakeFirst()
  if (!agent) throw notFound('agent')
  return agent
}

/**
 * The connectors that are on for the agent, with connection, own toggle and template's default. Areas come always:
 * under the big toggle their rules count whether they are on or not.
 */
export function readConnectors(ctx: Context, agentId: string, templateId: string) {
  return ctx.db
    .selectFrom('connectors')
    .leftJoin('connections', 'connections.connector_id', 'connectors.id')
    .leftJoin('toggles', (join) =>
      join.onRef('toggles.connector_id', '=', 'connectors.id').on('toggles.agent_id', '=', agentId),
    )
    .leftJoin('template_connectors', (join) =>
      join
        .onRef('template_connectors.connector_id', '=', 'connectors.id')
        .on('template_connectors.template_id', '=', templateId),
    )
    .select([
      'connectors.id as connector_id',
      'connectors.account_id',
      'connectors.family',
      'connectors.created_by',
      'connectors.slug',
      'connectors.name',
      'connectors.transport',
      'connectors.read_only',
      'connections.id as connection_id',
      'connections.status',
      'connections.status_reason',
      'connections.revision',
      'connections.server',
      'connections.server_at',
      'connections.catalog',
      'connections.probe',
      'connections.listed_at',
      'connections.scopes',
      'toggles.state',
      sql<boolean>`template_connectors.template_id is not null`.as('default_on'),
    ])
    .where('connectors.account_id', '=', ctx.accountId)
    .where((eb) =>
      eb.or([
        eb('toggles.state', '=', 'on'),
        eb.and([eb('toggles.state', 'is', null), eb('template_connectors.template_id', 'is not', null)]),
        eb('connectors.family', '=', 'platform'),
      ]),
    )
    .orderBy('connectors.slug')
    .execute()
}

/** What every connector of the account is called, on or not, in the order of `readConnectors`. */
export function readConnectorNames(ctx: Context) {
  return ctx.db
    .selectFrom('connectors')
    .leftJoin('connections', 'connections.connector_id', 'connectors.id')
    .select(['connectors.id as connector_id', 'connectors.slug', 'connectors.name', 'connections.listed_at'])
    .where('connectors.account_id', '=', ctx.accountId)
    .orderBy('connectors.slug')
    .execute()
}

/** The present tools of the given connectors, in the upstreams' order. */
export async function readTools(ctx: Context, connectorIds: string[]) {
  if (connectorIds.length === 0) return []
  return ctx.db
    .selectFrom('tools')
    .select([
      'connector_id',
      'name',
      'public_name',
      'effect',
      'definition',
      'definition_hash',
      'held_hash',
      'refused_at',
    ])
    .where('account_id', '=', ctx.accountId)
    .where('connector_id', 'in', connectorIds)
    .where('missing_since', 'is', null)
    .orderBy('position')
    .execute()
}
