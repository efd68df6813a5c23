import type { Updateable } from 'kysely'
import { z } from 'zod'
import { id, tool } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { expectedVersion, text } from '../fields.ts'
import { refuseStale } from '../stale-version.ts'
import { countBelongings } from './belongings.ts'
import { Client, ClientDetail, readClient, readClientDetail, requireClient } from './client-answer.ts'
import type { ClientRow } from './client-answer.ts'
import { contactAfter, contactInput, phoneCountry } from './contact.ts'
import { refuseDuplicate } from './duplicates.ts'
import { insertClients } from './insert-clients.ts'
import { labelIdsOf, labelNames } from './labels.ts'
import {
  contextAfter,
  customFields,
  customFieldsAfter,
  fieldsInput,
  leadColumns,
  leadInput,
} from './lead-fields.ts'
import { loadPipelines, pipelineOf } from './pipeline-book.ts'
import { stageFor } from './place.ts'
import { searchVector } from './search.ts'
import { leadsById, recordMoves } from './stage-history.ts'
import type { ClientsTable } from './tables.ts'

export const createMissingLabels = z
  .boolean()
  .default(false)
  .describe('Make labels that do not exist yet; else they are refused.')

/** What a lead can be given; also what a row of an import is checked against. */
export const clientInput = {
  ...contactInput,
  ...leadInput,
  pipeline_id: id('pipeline').optional(),
  funnel_status: text('The stage, of the same pipeline.', 60).optional(),
  labels: labelNames.optional(),
  custom_lead_fields: customFields.optional(),
}

export const getClient = tool('get_client', {
  risk: 'customer_data_read',
  about:
    'Read one lead in full: contact, stage, labels, custom fields, AI context and the history of its stages.',
  input: { client_id: id('client') },
  output: ClientDetail,
  run: ({ ctx, input }) => readClientDetail(ctx, input.client_id),
})

export const clientCreate = tool('client_create', {
  risk: 'customer_data_write',
  about:
    'Create a lead. At least a name, an e-mail address or a phone number is needed. Without a pipeline it comes to the default one, without a stage to the first open stage. A lead with the same e-mail or phone is refused and named.',
  input: {
    ...clientInput,
    phone_country: phoneCountry,
    create_missing_labels: createMissingLabels,
    allow_duplicate: z.boolean().default(false).describe('Create it even if the e-mail or phone is known.'),
  },
  output: Client,
  run: async ({ ctx, input }) => {
    const pipelines = await loadPipelines(ctx)
    const stage = stageFor(pipelines, input)
    const contact = contactAfter(input)
    if (!input.allow_duplicate) await refuseDuplicate(ctx, contact)
    const labelIds = await labelIdsOf(ctx, input.labels ?? [], { create: input.create_missing_labels })
    const custom_lead_fields = customFieldsAfter({}, input.custom_lead_fields)
    const client = { ...input, contact, stage, labelIds, custom_lead_fields }
    const [clientId = ''] = await insertClients(ctx, pipelines, [client])
    return readClient(ctx, clientId)
  },
})

export const clientUpdate = tool('client_update', {
  risk: 'customer_data_write',
  about:
    'Change a lead: contact, pipeline, stage, labels, custom fields. Only the given fields change; null clears one. labels replaces all labels of the lead. For what the AI has learnt use client_context_merge.',
  input: {
    client_id: id('client'),
    ...clientInput,
    phone_country: phoneCountry,
    create_missing_labels: createMissingLabels,
    expected_version: expectedVersion,
  },
  output: Client,
  run: async ({ ctx, input }) => {
    const present = await requireClient(ctx, input.client_id)
    refuseStale(input.expected_version, await readClient(ctx, present.id))
    await updateClient(ctx, present, input)
    return readClient(ctx, present.id)
  },
})

export const clientContextMerge = tool('client_context_merge', {
  risk: 'customer_data_write',
  about:
    "Add what you have learnt about a lead to its AI context. Objects merge level by level and no key goes; lists and plain values are replaced. The lead's custom fields stay as they are.",
  input: {
    client_id: id('client'),
    context: fieldsInput('What you have learnt, by topic.').meta({ examples: [{ needs: { size: 'M' } }] }),
    expected_version: expectedVersion,
  },
  output: Client,
  run: async ({ ctx, input }) => {
    const present = await requireClient(ctx, input.client_id)
    refuseStale(input.expected_version, await readClient(ctx, present.id))
    const client_context = JSON.stringify(contextAfter(present.client_context, input.context))
    await save(ctx, present.id, { client_context })
    return readClient(ctx, present.id)
  },
})

export const clientDelete = tool('client_delete', {
  risk: 'destructive',
  about: 'Delete a lead for good, with its notes, tasks, attachments and stage history.',
  input: { client_id: id('client') },
  output: { deleted_client_id: z.string(), notes: z.int(), tasks: z.int(), attachments: z.int() },
  preview: async ({ ctx, input }) => {
    const { id: clientId, full_name, email, phone_number } = await requireClient(ctx, input.client_id)
    const client = { id: clientId, full_name, email, phone_number }
    return { client, deletes: await countBelongings(ctx, clientId) }
  },
  run: async ({ ctx, input }) => {
    const belongings = await countBelongings(ctx, input.client_id)
    // What belongs to the lead goes with it: the tables say so (A2-11).
    await ctx.db
      .deleteFrom('leads_clients')
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', input.client_id)
      .execute()
    return { deleted_client_id: input.client_id, ...belongings }
  },
})

export type ClientChange = z.output<z.ZodObject<typeof clientInput>> & {
  phone_country?: string | undefined
  create_missing_labels?: boolean
}

/** Changes what is given, by all the rules of a lead. */
export async function updateClient(
  ctx: AreaContext,
  present: ClientRow,
  change: ClientChange,
): Promise<void> {
  const { labels, create_missing_labels: create = false } = change
  const contact = contactAfter(change, present)
  await save(ctx, present.id, {
    ...contact,
    search: searchVector(contact),
    ...(await movedTo(ctx, present, change)),
    ...(labels && { label_ids: await labelIdsOf(ctx, labels, { create }) }),
    ...leadColumns(change),
    custom_lead_fields: JSON.stringify(
      customFieldsAfter(present.custom_lead_fields, change.custom_lead_fields),
    ),
  })
}

/** The columns of a lead's new place, its move written down; none when it stays (A2-1, A2-2, A2-13). */
async function movedTo(
  ctx: AreaContext,
  present: ClientRow,
  wanted: { pipeline_id?: string | undefined; funnel_status?: string | undefined },
): Promise<Pick<Updateable<ClientsTable>, 'pipeline_id' | 'stage_id'>> {
  if (wanted.pipeline_id === undefined && wanted.funnel_status === undefined) return {}
  const pipelines = await loadPipelines(ctx)
  const stage = stageFor(pipelines, wanted, present)
  const pipeline = pipelineOf(pipelines, stage.pipeline_id)
  await recordMoves(ctx, leadsById([present.id]), { pipeline, stage })
  return { pipeline_id: pipeline.id, stage_id: stage.id }
}

async function save(ctx: AreaContext, clientId: string, columns: Updateable<ClientsTable>): Promise<void> {
  await ctx.db
    .updateTable('leads_clients')
    .set((row) => ({ ...columns, version: row('version', '+', 1) }))
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', clientId)
    .execute()
}
