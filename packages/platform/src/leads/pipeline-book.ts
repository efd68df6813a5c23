import { newId, notFound } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { takeTurn } from '../take-turns.ts'
import { keyOf } from './name-key.ts'
import type { StageKind } from './tables.ts'

export interface Stage {
  id: string
  pipeline_id: string
  name: string
  color_index: number
  position: number
  kind: StageKind
}

export interface Pipeline {
  id: string
  name: string
  description: string
  is_default: boolean
  version: number
  /** By position. */
  stages: Stage[]
}

/** A stage that does not exist yet. */
export interface NewStage {
  name: string
  kind: StageKind
  color_index: number
}

const firstStages = [
  ['New', 'open'],
  ['Contacted', 'open'],
  ['Qualified', 'open'],
  ['Proposal', 'open'],
  ['Won', 'won'],
  ['Lost', 'lost'],
] as const

/** The account's pipelines, the default one first, then as they were made. A new account gets its first one here. */
export async function loadPipelines(ctx: AreaContext): Promise<Pipeline[]> {
  const present = await readPipelines(ctx)
  if (present.length > 0) return present
  await inTransaction(ctx, addFirstPipeline)
  return readPipelines(ctx)
}

export function pipelineOf(pipelines: Pipeline[], id: string, field = 'pipeline_id'): Pipeline {
  const pipeline = pipelines.find((candidate) => candidate.id === id)
  if (!pipeline) throw notFound('pipeline', field)
  return pipeline
}

/** Adds stages at the end of a pipeline, in their order. */
export async function insertStages(
  { db, accountId }: AreaContext,
  pipelineId: string,
  stages: readonly NewStage[],
): Promise<void> {
  const rows = stages.map((stage, position) => ({
    account_id: accountId,
    pipeline_id: pipelineId,
    id: newId('stage'),
    name_key: keyOf(stage.name),
    position,
    ...stage,
  }))
  await db.insertInto('leads_stages').values(rows).execute()
}

async function readPipelines({ db, accountId }: AreaContext): Promise<Pipeline[]> {
  const pipelines = await db
    .selectFrom('leads_pipelines')
    .select(['id', 'name', 'description', 'is_default', 'version'])
    .where('account_id', '=', accountId)
    .orderBy('is_default', 'desc')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const stages = await db
    .selectFrom('leads_stages')
    .select(['id', 'pipeline_id', 'name', 'color_index', 'position', 'kind'])
    .where('account_id', '=', accountId)
    .orderBy('position')
    .execute()
  const byPipeline = Map.groupBy(stages, (stage) => stage.pipeline_id)
  return pipelines.map((pipeline) => ({ ...pipeline, stages: byPipeline.get(pipeline.id) ?? [] }))
}

/** In a read the turn is taken here, so that two first calls at the same moment make one pipeline. */
async function addFirstPipeline(ctx: AreaContext): Promise<void> {
  await takeTurn(ctx.db, 'leads', ctx.accountId)
  if ((await readPipelines(ctx)).length > 0) return
  const id = newId('pipeline')
  await ctx.db
    .insertInto('leads_pipelines')
    .values({
      account_id: ctx.accountId,
      id,
      name: 'Sales',
      name_key: keyOf('Sales'),
      description: 'The pipeline every account begins with.',
      is_default: true,
      created_at: ctx.now,
    })
    .execute()
  const stages = firstStages.map(([name, kind], color_index) => ({ name, kind, color_index }))
  await insertStages(ctx, id, stages)
}

function inTransaction(ctx: AreaContext, work: (ctx: AreaContext) => Promise<void>): Promise<void> {
  if (ctx.db.isTransaction) return work(ctx)
  return ctx.db.transaction().execute((db) => work({ ...ctx, db }))
}
