import { z } from 'zod'
import { id, invalid, newId, notFound, paged, tool, ToolRefusal } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { expectedVersion, text } from '../fields.ts'
import { refuseStale } from '../stale-version.ts'
import { countLeads, leadsPerStage } from './counts.ts'
import { keyOf } from './name-key.ts'
import { insertStages, loadPipelines, pipelineOf } from './pipeline-book.ts'
import type { Pipeline } from './pipeline-book.ts'
import { firstOpenStage } from './place.ts'
import { leadsOfPipeline, moveLeads } from './stage-history.ts'
import { requireOpenStage, stageKind, stageName } from './stages.ts'

const FunnelStatus = z.object({
  name: z.string(),
  color_index: z.int(),
  position: z.int(),
  kind: stageKind,
  client_count: z.int(),
})

const PipelineAnswer = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  is_default: z.boolean().describe('New leads come to the default pipeline.'),
  statuses: z.array(FunnelStatus).describe('The stages, in their order.'),
  client_count: z.int(),
  version: z.int(),
})

const name = text('The name of the pipeline, unique in the account.', 100)
const description = z.string().trim().max(1000).describe('What the pipeline is for.')

export const listPipelines = tool('list_pipelines', {
  risk: 'read',
  about: 'List the pipelines with their stages, in order, and how many leads each stage holds.',
  input: {},
  output: paged(PipelineAnswer),
  run: async ({ ctx, input }) => {
    const pipelines = await loadPipelines(ctx)
    const shown = pipelines.slice(input.offset, input.offset + input.limit + 1)
    return { items: await answers(ctx, shown), total: () => Promise.resolve(pipelines.length) }
  },
})

export const getPipeline = tool('get_pipeline', {
  risk: 'read',
  about: 'Read one pipeline: its stages in order, their kinds, and how many leads each holds.',
  input: { pipeline_id: id('pipeline') },
  output: PipelineAnswer,
  run: ({ ctx, input }) => readPipeline(ctx, input.pipeline_id),
})

export const pipelineCreate = tool('pipeline_create', {
  risk: 'configuration',
  about:
    'Create a pipeline with its stages. At least one stage must be open: leads begin in the first open one.',
  input: {
    name,
    description: description.default(''),
    statuses: z
      .array(
        z.strictObject({
          name: stageName,
          kind: stageKind.default('open'),
          color_index: z
            .int()
            .min(0)
            .max(99)
            .optional()
            .describe('A colour of the palette; else its position.'),
        }),
      )
      .min(1)
      .max(50)
      .describe('The stages in their order.'),
    is_default: z
      .boolean()
      .default(false)
      .describe('Make it the default pipeline in place of the present one.'),
  },
  output: PipelineAnswer,
  run: async ({ ctx, input }) => {
    const pipelines = await loadPipelines(ctx)
    refuseTakenName(pipelines, input.name)
    const stages = input.statuses.map((stage, position) => ({ color_index: position, ...stage }))
    refuseRepeatedNames(stages.map((stage) => stage.name))
    requireOpenStage(stages, 'statuses')
    const pipelineId = newId('pipeline')
    await ctx.db
      .insertInto('leads_pipelines')
      .values({
        account_id: ctx.accountId,
        id: pipelineId,
        name: input.name,
        name_key: keyOf(input.name),
        description: input.description,
        is_default: false,
        created_at: ctx.now,
      })
      .execute()
    await insertStages(ctx, pipelineId, stages)
    if (input.is_default) await makeDefault(ctx, pipelineId)
    return readPipeline(ctx, pipelineId)
  },
})

export const pipelineUpdate = tool('pipeline_update', {
  risk: 'configuration',
  about: 'Change a pipeline: name, description, or make it the default one. Only the given fields change.',
  input: {
    pipeline_id: id('pipeline'),
    name: name.optional(),
    description: description.optional(),
    is_default: z
      .literal(true)
      .optional()
      .describe('Make it the default; the present default stops being it.'),
    expected_version: expectedVersion,
  },
  output: PipelineAnswer,
  run: async ({ ctx, input }) => {
    const pipelines = await loadPipelines(ctx)
    const present = pipelineOf(pipelines, input.pipeline_id)
    refuseStale(input.expected_version, await answer(ctx, present))
    if (input.name !== undefined) refuseTakenName(pipelines, input.name, present.id)
    await ctx.db
      .updateTable('leads_pipelines')
      .set({
        ...(input.name !== undefined && { name: input.name, name_key: keyOf(input.name) }),
        ...(input.description !== undefined && { description: input.description }),
        version: present.version + 1,
      })
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', present.id)
      .execute()
    if (input.is_default) await makeDefault(ctx, present.id)
    return readPipeline(ctx, present.id)
  },
})

export const pipelineDelete = tool('pipeline_delete', {
  risk: 'destructive',
  about:
    'Delete a pipeline and its stages. Its leads move to the first open stage of another one (move_to), or the call is refused. The default pipeline cannot be deleted.',
  input: {
    pipeline_id: id('pipeline'),
    move_to: id('pipeline', 'The id of the pipeline that takes the leads.').optional(),
  },
  output: { deleted_pipeline_id: z.string(), moved_clients: z.int() },
  preview: async ({ ctx, input }) => {
    const { pipeline, target } = await leaving(ctx, input)
    const clients = await countLeads(ctx, { pipelineId: pipeline.id })
    if (clients > 0 && !target) throw holdsLeads(pipeline, clients)
    return {
      pipeline: pipeline.name,
      stages: pipeline.stages.length,
      moved_clients: clients,
      moved_to: target?.name,
    }
  },
  run: async ({ ctx, input }) => {
    const { pipeline, target } = await leaving(ctx, input)
    const moved = target ? await moveAll(ctx, pipeline, target) : 0
    await ctx.db
      .deleteFrom('leads_pipelines')
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', pipeline.id)
      .execute()
    return { deleted_pipeline_id: pipeline.id, moved_clients: moved }
  },
})

/** The pipeline that goes and the one that takes its leads (A2-3, A2-4). */
async function leaving(ctx: AreaContext, input: { pipeline_id: string; move_to?: string | undefined }) {
  const pipelines = await loadPipelines(ctx)
  const pipeline = pipelineOf(pipelines, input.pipeline_id)
  if (pipeline.is_default)
    throw new ToolRefusal('conflict', `"${pipeline.name}" is the default pipeline and cannot be deleted.`, {
      field: 'pipeline_id',
      hint: 'Make another pipeline the default one first, with pipeline_update.',
    })
  const target = input.move_to === undefined ? undefined : pipelineOf(pipelines, input.move_to, 'move_to')
  if (target?.id === pipeline.id)
    throw invalid('move_to', 'The leads cannot move to the pipeline that is deleted.')
  return { pipeline, target }
}

function holdsLeads(pipeline: Pipeline, clients: number): ToolRefusal {
  return new ToolRefusal('in_use', `"${pipeline.name}" holds ${clients} leads.`, {
    field: 'move_to',
    hint: 'Give move_to, the id of the pipeline that takes them.',
    details: { client_count: clients },
  })
}

function moveAll(ctx: AreaContext, from: Pipeline, to: Pipeline): Promise<number> {
  return moveLeads(ctx, leadsOfPipeline(from.id), { pipeline: to, stage: firstOpenStage(to) })
}

/** Always exactly one (A2-3): the old one steps down first, for there is never a second. */
async function makeDefault({ db, accountId }: AreaContext, pipelineId: string): Promise<void> {
  const pipelines = db.updateTable('leads_pipelines').where('account_id', '=', accountId)
  await pipelines.set({ is_default: false }).where('is_default', '=', true).execute()
  await pipelines.set({ is_default: true }).where('id', '=', pipelineId).execute()
}

function refuseTakenName(pipelines: Pipeline[], wanted: string, except?: string): void {
  const other = pipelines.find((pipeline) => keyOf(pipeline.name) === keyOf(wanted))
  if (!other || other.id === except) return
  throw new ToolRefusal('name_taken', `There is a pipeline "${other.name}" already.`, {
    field: 'name',
    details: { existing_id: other.id },
  })
}

function refuseRepeatedNames(names: string[]): void {
  const repeated = names.find(
    (candidate, index) => names.findIndex((other) => keyOf(other) === keyOf(candidate)) < index,
  )
  if (repeated === undefined) return
  throw new ToolRefusal('name_taken', `Two stages are called "${repeated}".`, { field: 'statuses' })
}

async function readPipeline(ctx: AreaContext, pipelineId: string) {
  return answer(ctx, pipelineOf(await loadPipelines(ctx), pipelineId))
}

async function answer(ctx: AreaContext, pipeline: Pipeline) {
  const [only] = await answers(ctx, [pipeline])
  if (!only) throw notFound('pipeline')
  return only
}

async function answers(ctx: AreaContext, pipelines: Pipeline[]): Promise<z.output<typeof PipelineAnswer>[]> {
  const held = await leadsPerStage(ctx)
  return pipelines.map(({ stages, ...pipeline }) => {
    const statuses = stages.map((stage) => ({
      name: stage.name,
      color_index: stage.color_index,
      position: stage.position,
      kind: stage.kind,
      client_count: held.get(stage.id) ?? 0,
    }))
    const client_count = statuses.reduce((sum, status) => sum + status.client_count, 0)
    return { ...pipeline, statuses, client_count }
  })
}
