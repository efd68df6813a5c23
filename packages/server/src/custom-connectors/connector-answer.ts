import type { z } from 'zod'
import type { Connector } from '@jackfield/sdk/contract'
import type { App } from '@jackfield/catalog/run'
import { sql } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import { appOf } from '../apps/app-of.ts'
import { iconUrl } from '../apps/icon-url.ts'
import { areaOf } from '../toolsets/area-tools.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { logoPath } from './logo.ts'

/** Connectors with all that their answer needs; `ids` narrows to one or a few. */
function query(ctx: Context) {
  return ctx.db
    .selectFrom('connectors')
    .leftJoin('connections', 'connections.connector_id', 'connectors.id')
    .leftJoin('connector_logos', 'connector_logos.connector_id', 'connectors.id')
    .selectAll('connectors')
    .select([
      'connections.status',
      'connections.status_reason',
      'connections.status_at',
      'connections.server',
      'connections.probe',
      'connections.probe_at',
      'connections.sign_in',
      'connections.label',
      'connections.scopes',
      'connections.expires_at',
      'connections.refreshable',
      'connector_logos.source_hash as logo_source_hash',
      'connector_logos.media_type as logo_media_type',
      'connector_logos.failure as logo_failure',
      'connector_logos.fetched_at as logo_fetched_at',
    ])
    .select((eb) => [
      jsonObjectFrom(
        eb
          .selectFrom('revocations')
          .select([
            'revocations.status',
            'revocations.message',
            'revocations.created_at',
            'revocations.finished_at',
          ])
          .whereRef('revocations.connector_id', '=', 'connectors.id')
          .orderBy('revocations.created_at', 'desc')
          .limit(1),
      ).as('revocation'),
    ])
    .select([
      sql<boolean>`exists (select 1 from credentials c where c.connection_id = connections.id)`.as('stored'),
      sql<number>`(select count(*) from tools t where t.connector_id = connectors.id and t.missing_since is null)`.as(
        'tool_count',
      ),
      sql<number>`(select count(*) from tools t where t.connector_id = connectors.id and t.held_hash is not null and t.refused_at is null)`.as(
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

type Answer = z.input<typeof Connector>
type Row = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number]

/** Connected ones first; among the others the curated order, then by name (CAT-18). */
export async function readConnectorAnswers(ctx: Context): Promise<Answer[]> {
  const rows = await query(ctx)
    .orderBy(sql`connections.status = 'connected'`, (order) => order.desc().nullsLast())
    .orderBy(sql`lower(connectors.name)`)
    .orderBy('connectors.id')
    .execute()
  const answers = await Promise.all(rows.map((row) => toAnswer(ctx, row)))
  const place = ({ status, app }: Answer) => (status === 'connected' ? -1 : (app?.position ?? Infinity))
  return answers.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)))
}

/** By id or slug. @throws Refusal `not_found` */
export async function readConnectorAnswer(ctx: Context, idOrSlug: string): Promise<Answer> {
  const row = await query(ctx)
    .where((where) =>
      where.or([where('connectors.id', '=', idOrSlug), where('connectors.slug', '=', idOrSlug)]),
    )
    .executeTakeFirst()
  if (!row) throw notFound('connector')
  return toAnswer(ctx, row)
}

async function toAnswer(ctx: Context, row: Row): Promise<Answer> {
  const app = await appOf(ctx.db, row)
  return {
    id: row.id,
    slug: row.slug,
    family: row.family,
    name: row.name,
    description: row.description,
    logo_url: (app && iconUrl(ctx.services, app)) ?? row.logo_url,
    logo: logoPath(row, app),
    transport: row.transport,
    url: row.url_masked,
    headers: row.header_names.map((name) => ({ name, stored: row.stored })),
    read_only: row.read_only,
    trust_hints: row.trust_hints,
    status: row.status ?? 'available',
    status_reason: row.status_reason,
    status_at: row.status_at?.toISOString() ?? null,
    probe: row.probe && row.probe_at ? { ...row.probe, at: row.probe_at.toISOString() } : null,
    server: row.server
      ? { name: row.server.name, version: row.server.version, protocol_version: row.server.protocol_version }
      : null,
    app: app ? describeApp(app, row) : null,
    tool_count: areaOf(row)?.tools.length ?? app?.tools.length ?? row.tool_count,
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

function describeApp(app: App, row: Row): Answer['app'] {
  const { revocation } = row
  return {
    category: app.category,
    color: app.color,
    position: app.position,
    sign_in: row.sign_in,
    label: row.label,
    scopes: row.scopes,
    expires_at: row.expires_at?.toISOString() ?? null,
    renewable: row.refreshable ?? false,
    revocation: revocation && {
      status: revocation.status,
      message: revocation.message,
      at: new Date(revocation.finished_at ?? revocation.created_at).toISOString(),
    },
  }
}

/** The area as an MCP server for outside clients (ADR-1, ADR-2). */
function areaAddress(ctx: Context, row: Parameters<typeof areaOf>[0]): string | null {
  const area = areaOf(row)
  if (!area) return null
  const parameters = new URLSearchParams({ account_id: ctx.accountId, domain: area.domain })
  return `${ctx.services.publicUrl()}/api/mcp/sales-management?${parameters.toString()}`
}
