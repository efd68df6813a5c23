import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { notFound } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { Actor, Moment } from '../fields.ts'
import { stageHistory } from './stage-history.ts'
import type { ClientsTable } from './tables.ts'

const Fields = z.record(z.string(), z.unknown())

/** A lead as lists show it. */
export const ClientLine = z.object({
  id: z.string(),
  full_name: z.string().nullable(),
  email: z.string().nullable(),
  phone_number: z.string().nullable().describe('E.164'),
  company_name: z.string().nullable(),
  type: z.string(),
  source_channel: z.string().nullable(),
  pipeline_id: z.string(),
  funnel_status: z.string().describe('The stage of the pipeline.'),
  labels: z.array(z.string()),
  manager_id: z.string().nullable(),
  opted_out: z.boolean().describe('Must not be contacted.'),
  created_at: Moment,
  last_active_at: Moment,
  version: z.int(),
})

/** A lead in full. */
export const Client = ClientLine.extend({
  custom_lead_fields: Fields.describe('Fields that people keep.'),
  client_context: Fields.describe('What the AI has learnt in conversations.'),
})

/** A lead in full, with where it has been. */
export const ClientDetail = Client.extend({
  stage_history: z
    .array(
      z.object({
        from_pipeline: z.string().nullable(),
        from_status: z.string().nullable(),
        to_pipeline: z.string(),
        to_status: z.string(),
        at: Moment,
        actor: Actor,
      }),
    )
    .describe('The last 50 moves, newest first.'),
})

/** What is read for a line: the lead's own columns, and the names of its stage and labels. */
export const lineColumns = [
  'c.id',
  'c.full_name',
  'c.email',
  'c.phone_number',
  'c.company_name',
  'c.type',
  'c.source_channel',
  'c.pipeline_id',
  sql<string>`(select s.name from leads_stages s where s.account_id = c.account_id and s.id = c.stage_id)`.as(
    'funnel_status',
  ),
  sql<string[]>`array(select l.name from leads_labels l
    where l.account_id = c.account_id and l.id = any(c.label_ids) order by l.name_key)`.as('labels'),
  'c.manager_id',
  'c.opted_out',
  'c.created_at',
  'c.last_active_at',
  'c.version',
] as const

const clientColumns = [...lineColumns, 'c.custom_lead_fields', 'c.client_context'] as const

/** A row with its moments as answers show them. */
export function lineAnswer<Row extends { created_at: Date; last_active_at: Date }>(row: Row) {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
    last_active_at: row.last_active_at.toISOString(),
  }
}

/** @throws ToolRefusal `not_found` */
export async function readClient(ctx: AreaContext, clientId: string): Promise<z.output<typeof Client>> {
  const row = await ctx.db
    .selectFrom('leads_clients as c')
    .select(clientColumns)
    .where('c.account_id', '=', ctx.accountId)
    .where('c.id', '=', clientId)
    .executeTakeFirst()
  if (!row) throw notFound('client')
  return lineAnswer(row)
}

/** @throws ToolRefusal `not_found` */
export async function readClientDetail(ctx: AreaContext, clientId: string) {
  const client = await readClient(ctx, clientId)
  return { ...client, stage_history: await stageHistory(ctx, clientId) }
}

export type ClientRow = Selectable<ClientsTable>

/** A lead as it is stored, for rules. @throws ToolRefusal `not_found` */
export async function requireClient(
  ctx: AreaContext,
  clientId: string,
  field = 'client_id',
): Promise<ClientRow> {
  const row = await ctx.db
    .selectFrom('leads_clients')
    .selectAll()
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', clientId)
    .executeTakeFirst()
  if (!row) throw notFound('client', field)
  return row
}
