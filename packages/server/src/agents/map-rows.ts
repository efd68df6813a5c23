import { sql } from 'kysely'
import type { Context } from '../context.ts'

export type MapAgent = Awaited<ReturnType<typeof readMapAgents>>[number]
export type MapConnector = Awaited<ReturnType<typeof readMapConnectors>>[number]
export type Traffic = Awaited<ReturnType<typeof readTraffic>>[number]

/** The account's agents by name, each with whether it has the Sales Platform tools. */
export function readMapAgents({ db, accountId }: Context) {
  return db
    .selectFrom('agents as a')
    .innerJoin('templates as t', 't.id', 'a.template_id')
    .select(['a.id', 'a.name', 't.name as template'])
    .select(sql<boolean>`coalesce(a.platform_tools, t.platform_tools)`.as('platform_tools'))
    .where('a.account_id', '=', accountId)
    .orderBy(sql`lower(a.name)`)
    .orderBy('a.id')
    .execute()
}

/** The connectors that are on for each agent, by its own toggle or its template's (AGT-5). */
export async function readPlugs({ db, accountId }: Context): Promise<ReadonlyMap<string, Set<string>>> {
  const rows = await db
    .selectFrom('agents as a')
    .innerJoin('connectors as c', 'c.account_id', 'a.account_id')
    .leftJoin('toggles as t', (join) =>
      join.onRef('t.agent_id', '=', 'a.id').onRef('t.connector_id', '=', 'c.id'),
    )
    .leftJoin('template_connectors as d', (join) =>
      join.onRef('d.template_id', '=', 'a.template_id').onRef('d.connector_id', '=', 'c.id'),
    )
    .select(['a.id as agent_id', 'c.id as connector_id'])
    .where('a.account_id', '=', accountId)
    .where(sql<boolean>`coalesce(t.state, case when d.connector_id is null then 'off' else 'on' end) = 'on'`)
    .execute()
  const plugs = new Map<string, Set<string>>()
  for (const { agent_id, connector_id } of rows)
    plugs.set(agent_id, (plugs.get(agent_id) ?? new Set<string>()).add(connector_id))
  return plugs
}

/** Every connector of the account by name, with its connection and what is known of its logo. */
export function readMapConnectors({ db, accountId }: Context) {
  return db
    .selectFrom('connectors as c')
    .leftJoin('connections as x', 'x.connector_id', 'c.id')
    .leftJoin('connector_logos as l', 'l.connector_id', 'c.id')
    .select(['c.id', 'c.slug', 'c.name', 'c.family', 'c.created_by', 'c.read_only', 'c.logo_url'])
    .select(['x.status', 'x.listed_at', 'x.probe'])
    .select(['l.source_hash as logo_source_hash', 'l.media_type as logo_media_type'])
    .select(['l.failure as logo_failure', 'l.fetched_at as logo_fetched_at'])
    .select(
      sql<number>`coalesce(jsonb_array_length(x.catalog -> 'prompts') + jsonb_array_length(x.catalog -> 'resources')
        + jsonb_array_length(x.catalog -> 'resource_templates'), 0)`.as('others'),
    )
    .where('c.account_id', '=', accountId)
    .orderBy(sql`lower(c.name)`)
    .orderBy('c.slug')
    .execute()
}

/** The tools that servers have given, as far as policies look at them. */
export function readStoredTools({ db, accountId }: Context) {
  return db
    .selectFrom('tools')
    .select(['connector_id', 'name', 'effect', 'held_hash', 'refused_at'])
    .where('account_id', '=', accountId)
    .where('missing_since', 'is', null)
    .execute()
}

/** What each agent has called over each connector since then; the outcome of a call counts, which it has once. */
export function readTraffic({ db, accountId }: Context, since: Date) {
  return db
    .selectFrom('audit_events')
    .select(['agent_id', 'connector_id'])
    .select([
      sql<number>`count(*)`.as('calls'),
      sql<number>`count(*) filter (where outcome = 'error')`.as('errors'),
      sql<Date>`max(at)`.as('last_call_at'),
    ])
    .where('account_id', '=', accountId)
    .where('kind', '=', 'call')
    .where('phase', '=', 'outcome')
    .where('at', '>=', since)
    .where('agent_id', 'is not', null)
    .groupBy(['agent_id', 'connector_id'])
    .execute()
}
