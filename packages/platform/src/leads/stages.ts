import { z } from 'zod'
import { id, invalid, newId, tool, ToolRefusal } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { text } from '../fields.ts'
import { countLeads } from './counts.ts'
import { keyOf } from './name-key.ts'
import { loadPipelines, pipelineOf } from './pipeline-book.ts'
import type { Pipeline, Stage } from './pipeline-book.ts'
import { stageNamed } from './place.ts'
import { leadsOfStage, moveLeads } from './stage-history.ts'
import type { StageKind } from './tables.ts'

export const stageKind = z
  .enum(['open', 'won', 'lost'])
  .describe('open: work goes on; won and lost: the lead is closed.')
export const stageName = text('The name of the stage, unique in its pipeline.', 60).meta({
  examples: ['Qualified'],
})

export const funnelStatusCreate = tool('funnel_status_create', {
  risk: 'configuration',
  about: 'Add a stage (funnel status) to a pipeline, at the end or at a position.',
  input: {
    pipeline_id: id('pipeline'),
    name: stageName,
    kind: stageKind.default('open'),
    color_index: z.int().min(0).max(99).default(0).describe('A colour of the palette.'),
    position: z.int().min(0).optional().describe('0 is the first place; left out means the last.'),
  },
  output: {
    pipeline_id: z.string(),
    name: z.string(),
    kind: stageKind,
    color_index: z.int(),
    position: z.int(),
  },
  run: async ({ ctx, input }) => {
    const { pipeline_id, name, kind, color_index } = input
    const { stages } = pipelineOf(await loadPipelines(ctx), pipeline_id)
    refuseTakenName(stages, name)
    const position = Math.min(input.position ?? stages.length, stages.length)
    const shown = { pipeline_id, name, kind, color_index, position }
    await makeRoom(ctx, pipeline_id, position)
    await ctx.db
      .insertInto('leads_stages')
      .values({ account_id: ctx.accountId, id: newId('stage'), name_key: keyOf(name), ...shown })
      .execute()
    return shown
  },
})

export const funnelStatusDelete = tool('funnel_status_delete', {
  risk: 'destructive',
  about:
    'Delete a stage (funnel status) of a pipeline. Its leads move to another stage of the same pipeline (move_to), or the call is refused. The last open stage stays.',
  input: {
    pipeline_id: id('pipeline'),
    name: stageName,
    move_to: text('The stage of the same pipeline that takes the leads.', 60).optional(),
  },
  output: { deleted: z.string(), moved_clients: z.int() },
  preview: async ({ ctx, input }) => {
    const { pipeline, stage, target } = await leaving(ctx, input)
    const clients = await countLeads(ctx, { stageIds: [stage.id] })
    if (clients > 0 && !target) throw holdsLeads(pipeline, stage, clients)
    return {
      pipeline: pipeline.name,
      funnel_status: stage.name,
      moved_clients: clients,
      moved_to: target?.name,
    }
  },
  run: async ({ ctx, input }) => {
    const { pipeline, stage, target } = await leaving(ctx, input)
    const moved = target ? await moveLeads(ctx, leadsOfStage(stage.id), { pipeline, stage: target }) : 0
    await ctx.db
      .deleteFrom('leads_stages')
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', stage.id)
      .execute()
    return { deleted: stage.name, moved_clients: moved }
  },
})

/** A pipeline has at least one stage (A2-3), and an open one, for leads must begin somewhere (A2-2). */
export function requireOpenStage(stages: readonly { kind: StageKind }[], field: string): void {
  if (stages.some(({ kind }) => kind === 'open')) return
  throw new ToolRefusal('conflict', 'A pipeline needs at least one open stage.', {
    field,
    hint: 'Add an open stage first.',
  })
}

interface Leaving {
  pipeline_id: string
  name: string
  move_to?: string | undefined
}

/** The stage that goes and the one that takes its leads (A2-4). */
async function leaving(ctx: AreaContext, input: Leaving) {
  const pipeline = pipelineOf(await loadPipelines(ctx), input.pipeline_id)
  const stage = stageNamed(pipeline, input.name, 'name')
  const target = input.move_to === undefined ? undefined : stageNamed(pipeline, input.move_to, 'move_to')
  if (target?.id === stage.id) throw invalid('move_to', 'The leads cannot move to the stage that is deleted.')
  requireOpenStage(
    pipeline.stages.filter((other) => other.id !== stage.id),
    'name',
  )
  return { pipeline, stage, target }
}

function holdsLeads(pipeline: Pipeline, stage: Stage, clients: number): ToolRefusal {
  return new ToolRefusal('in_use', `"${stage.name}" holds ${clients} leads.`, {
    field: 'move_to',
    hint: 'Give move_to, the stage that takes them.',
    valid_values: pipeline.stages.filter((other) => other.id !== stage.id).map((other) => other.name),
    details: { client_count: clients },
  })
}

function refuseTakenName(stages: Stage[], wanted: string): void {
  const other = stages.find((stage) => keyOf(stage.name) === keyOf(wanted))
  if (other)
    throw new ToolRefusal('name_taken', `The pipeline has a stage "${other.name}" already.`, {
      field: 'name',
    })
}

async function makeRoom({ db, accountId }: AreaContext, pipelineId: string, position: number): Promise<void> {
  await db
    .updateTable('leads_stages')
    .set((row) => ({ position: row('position', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('pipeline_id', '=', pipelineId)
    .where('position', '>=', position)
    .execute()
}
