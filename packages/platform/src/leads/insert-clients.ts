import type { Insertable } from 'kysely'
import { newId } from '../area.ts'
import type { AreaContext } from '../area.ts'
import type { Contact } from './contact.ts'
import { pipelineOf } from './pipeline-book.ts'
import type { Pipeline, Stage } from './pipeline-book.ts'
import { searchVector } from './search.ts'
import { recordFirstStages } from './stage-history.ts'
import type { ClientsTable } from './tables.ts'

/** So many rows a statement: PostgreSQL takes 65,535 parameters. */
const ROWS_AT_ONCE = 500

/** A lead that is checked and complete. */
export interface NewClient {
  contact: Contact
  stage: Stage
  labelIds: string[]
  type?: string | undefined
  source_channel?: string | null | undefined
  manager_id?: string | null | undefined
  opted_out?: boolean | undefined
  custom_lead_fields: Record<string, unknown>
}

/** Adds leads and the beginning of their history (A2-13). Answers their ids, in order. */
export async function insertClients(
  ctx: AreaContext,
  pipelines: Pipeline[],
  clients: readonly NewClient[],
): Promise<string[]> {
  const rows = clients.map((client) => rowOf(ctx, client))
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE)
    await ctx.db.insertInto('leads_clients').values(some).execute()
    const begun = clients.slice(from, from + ROWS_AT_ONCE).map(({ stage }, index) => ({
      id: some[index]?.id ?? '',
      pipeline: pipelineOf(pipelines, stage.pipeline_id),
      stage,
    }))
    await recordFirstStages(ctx, begun)
  }
  return rows.map((row) => row.id)
}

function rowOf(ctx: AreaContext, client: NewClient): Insertable<ClientsTable> {
  const { contact, stage, labelIds, custom_lead_fields } = client
  return {
    account_id: ctx.accountId,
    id: newId('client'),
    ...contact,
    type: client.type ?? 'lead',
    source_channel: client.source_channel ?? null,
    pipeline_id: stage.pipeline_id,
    stage_id: stage.id,
    label_ids: labelIds,
    manager_id: client.manager_id ?? null,
    custom_lead_fields: JSON.stringify(custom_lead_fields),
    client_context: '{}',
    opted_out: client.opted_out ?? false,
    search: searchVector(contact),
    created_at: ctx.now,
    last_active_at: ctx.now,
  }
}
