import type { z } from 'zod'
import type { Connector } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import { areaOf } from '../toolsets/area-tools.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'

/** Connectors with all that their answer needs; `ids` narrows to one or a few. */
function query(ctx: Context) {
  return ctx.db
    .selectFrom('connectors')
    .leftJoin('connections', 'connections.connector_id', 'connectors.id')
    .selectAll('connectors')
    .select([
      'connections.status',
      'connections.status_reason',
      'connections.server',
      'connections.probe',
      'connections.probe_at',
    ])
    .select([
      sql<boolean>`exists (select 1 from credentials c where c.connection_id = connections.id)`.as('stored'),
      sql<number>`(select count(*) from tools t where t.connector_id = connectors.id and t.missing_since is null)`.as(
        'tool_count',
      ),
      sql<number>`(select count(*) from tools t where t.connector_id = connectors.id and t.held_hash is not null)`.as(
        'held_count',
      ),
      sql<number>`(select count(*) from agents a
        left join toggles g on g.agent_id = a.id and g.connector_id = connectors.id
        left join template_connectors d on d.template_id = a.template_id and d.connector_id = connectors.id
        where a.account_id = connectors.account_id
          and coalesce(g.state, case when d.connector_id is null then 'off' else 'on' end) = 'on')`.as(
        'agent_count',
      ),
    ])
    .where('connectors.account_id', '=', ctx.accountId)
}

type Row = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number]

/** Connected ones first, then by name (CAT-18). */
export async function readConnectorAnswers(ctx: Context): Promise<z.input<typeof Connector>[]> {
  const rows = await query(ctx)
    .orderBy(sql`connections.status = 'connected'`, (order) => order.desc().nullsLast())
    .orderBy('connectors.name')
    .orderBy('connectors.id')
    .execute()
  return rows.map((row) => toAnswer(ctx, row))
}

/** By id or slug. @throws Refusal `not_found` */
export async function readConnectorAnswer(
  ctx: Context,
  idOrSlug: string,
): Promise<z.input<typeof Connector>> {
  const row = await query(ctx)
    .where((where) =>
      where.or([where('connectors.id', '=', idOrSlug), where('connectors.slug', '=', idOrSlug)]),
    )
    .executeTakeFirst()
  if (!row) throw notFound('connector')
  return toAnswer(ctx, row)
}

function toAnswer(ctx: Context, row: Row): z.input<typeof Connector> {
  return {
    id: row.id,
    slug: row.slug,
    family: row.family,
    name: row.name,
    description: row.description,
    logo_url: row.logo_url,
    transport: row.transport,
    url: row.url_masked,
    headers: row.header_names.map((name) => ({ name, stored: row.stored })),
    read_only: row.read_only,
    trust_hints: row.trust_hints,
    status: row.status ?? 'available',
    status_reason: row.status_reason,
    probe: row.probe && row.probe_at ? { ...row.probe, at: row.probe_at.toISOString() } : null,
    server: row.server
      ? { name: row.server.name, version: row.server.version, protocol_version: row.server.protocol_version }
      : null,
    tool_count: areaOf(row)?.tools.length ?? row.tool_count,
    address: areaAddress(ctx, row),
    held_count: row.held_count,
    agent_count: row.agent_count,
    acknowledged_by: row.acknowledged_by,
    acknowledged_at: row.acknowledged_at?.toISOString() ?? null,
    version: row.version,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}

/** The area as an MCP server for outside clients (ADR-1, ADR-2). */
function areaAddress(ctx: Context, row: Parameters<typeof areaOf>[0]): string | null {
  const area = areaOf(row)
  if (!area) return null
  const parameters = new URLSearchParams({ account_id: ctx.accountId, domain: area.domain })
  return `${ctx.services.publicUrl()}/api/mcp/sales-management?${parameters.toString()}`
}
