import { sql } from 'kysely'
import { z } from 'zod'
import { id, notFound, tool, ToolRefusal } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { text } from '../fields.ts'
import { createMissingLabels } from './clients.ts'
import { labelIdsOf, labelNames } from './labels.ts'
import { leadColumns, leadInput } from './lead-fields.ts'
import { loadPipelines, pipelineOf } from './pipeline-book.ts'
import type { Stage } from './pipeline-book.ts'
import { stageFor } from './place.ts'
import type { Place, WantedPlace } from './place.ts'
import { leadsById, moveLeads } from './stage-history.ts'

const MOST = 500

export const clientBulkUpdate = tool('client_bulk_update', {
  risk: 'customer_data_write',
  about:
    'Change up to 500 leads at once: pipeline, stage, labels, manager, type, opted_out. All of them change or none: when one cannot, the call is refused and says which and why.',
  input: {
    client_ids: z.array(id('client')).min(1).max(MOST).describe('The ids of the leads.'),
    pipeline_id: id('pipeline').optional(),
    funnel_status: text('The stage: of pipeline_id, or of the pipeline each lead is in.', 60).optional(),
    add_labels: labelNames.optional().describe('Labels to add.'),
    remove_labels: labelNames.optional().describe('Labels to take off.'),
    create_missing_labels: createMissingLabels,
    ...leadInput,
  },
  output: {
    updated: z.int(),
    moved: z.int().describe('How many came to another stage.'),
  },
  run: async ({ ctx, input }) => {
    const ids = [...new Set(input.client_ids)]
    const places = await requireAll(ctx, ids)
    const added = await labelIdsOf(ctx, input.add_labels ?? [], {
      create: input.create_missing_labels,
      field: 'add_labels',
    })
    const removed = await labelIdsOf(ctx, input.remove_labels ?? [], { field: 'remove_labels' })
    const moved = await moveAll(ctx, places, input)
    await ctx.db
      .updateTable('leads_clients')
      .set((row) => ({
        ...leadColumns(input),
        label_ids: relabelled(added, removed),
        version: row('version', '+', 1),
      }))
      .where('account_id', '=', ctx.accountId)
      .where('id', 'in', ids)
      .execute()
    return { updated: ids.length, moved }
  },
})

/** Where each lead is. @throws ToolRefusal `not_found` with all that are not there */
async function requireAll({ db, accountId }: AreaContext, ids: string[]): Promise<Map<string, Place>> {
  const rows = await db
    .selectFrom('leads_clients')
    .select(['id', 'pipeline_id', 'stage_id'])
    .where('account_id', '=', accountId)
    .where('id', 'in', ids)
    .execute()
  const places = new Map(rows.map((row) => [row.id, row]))
  const missing = ids.filter((clientId) => !places.has(clientId))
  const [first] = missing
  if (first === undefined) return places
  const { body } = notFound('client', `client_ids.${ids.indexOf(first)}`)
  throw refusedFor(
    body.code,
    body.message,
    body.field,
    missing.map((client_id) => ({ client_id, code: body.code, message: body.message })),
  )
}

/** Moves the leads, those that come to one stage together. @throws ToolRefusal with all that cannot move (A2-1) */
async function moveAll(ctx: AreaContext, places: Map<string, Place>, wanted: WantedPlace): Promise<number> {
  if (wanted.pipeline_id === undefined && wanted.funnel_status === undefined) return 0
  const pipelines = await loadPipelines(ctx)
  if (wanted.pipeline_id !== undefined) pipelineOf(pipelines, wanted.pipeline_id)
  const targets = new Map<Stage, string[]>()
  const refused: PerLead[] = []
  for (const [clientId, place] of places)
    try {
      const stage = stageFor(pipelines, wanted, place)
      targets.set(stage, [...(targets.get(stage) ?? []), clientId])
    } catch (error) {
      if (!(error instanceof ToolRefusal)) throw error
      refused.push({ client_id: clientId, ...error.body })
    }
  const [first] = refused
  if (first) throw refusedFor('invalid', first.message, 'funnel_status', refused, first.valid_values)
  let moved = 0
  for (const [stage, ids] of targets)
    moved += await moveLeads(ctx, leadsById(ids), {
      pipeline: pipelineOf(pipelines, stage.pipeline_id),
      stage,
    })
  return moved
}

interface PerLead {
  client_id: string
  code: ToolRefusal['body']['code']
  message: string
  valid_values?: string[]
}

function refusedFor(
  code: ToolRefusal['body']['code'],
  message: string,
  field: string | undefined,
  refused: PerLead[],
  valid?: string[],
): ToolRefusal {
  return new ToolRefusal(code, `${message} No lead was changed.`, {
    ...(field !== undefined && { field }),
    ...(valid && { valid_values: valid }),
    hint: 'details.refused says which leads, and why. Leave them out or mend them, and call again.',
    details: { refused },
  })
}

function relabelled(added: string[], removed: string[]) {
  return sql<string[]>`array(
    select distinct label from unnest(label_ids || ${added}::text[]) as label
    where label <> all(${removed}::text[]) order by label)`
}
