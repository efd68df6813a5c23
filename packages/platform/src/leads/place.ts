import { invalid } from '../area.ts'
import { didYouMean } from '../nearest-name.ts'
import { keyOf } from './name-key.ts'
import { pipelineOf } from './pipeline-book.ts'
import type { Pipeline, Stage } from './pipeline-book.ts'

/** Where a call wants a lead to be. */
export interface WantedPlace {
  pipeline_id?: string | undefined
  funnel_status?: string | undefined
}

/** Where a lead is. */
export interface Place {
  pipeline_id: string
  stage_id: string
}

/**
 * The stage a lead comes to. A stage must belong to the pipeline: the one given with it, else the lead's own,
 * else the default one (A2-1). A pipeline alone means its first open stage (A2-2).
 */
export function stageFor(pipelines: Pipeline[], wanted: WantedPlace, present?: Place): Stage {
  const pipeline = pipelineOf(
    pipelines,
    wanted.pipeline_id ?? present?.pipeline_id ?? defaultPipeline(pipelines).id,
  )
  if (wanted.funnel_status !== undefined) return stageNamed(pipeline, wanted.funnel_status)
  const stays = pipeline.stages.find((stage) => stage.id === present?.stage_id)
  return stays ?? firstOpenStage(pipeline)
}

/** @throws ToolRefusal `invalid` with the pipeline's stages (A2-1) */
export function stageNamed(pipeline: Pipeline, name: string, field = 'funnel_status'): Stage {
  const stage = pipeline.stages.find((candidate) => keyOf(candidate.name) === keyOf(name))
  if (stage) return stage
  const names = pipeline.stages.map((candidate) => candidate.name)
  throw invalid(field, `The pipeline "${pipeline.name}" has no stage "${name}".`, {
    ...didYouMean(name, names),
    valid_values: names,
  })
}

/** Every pipeline keeps an open stage, so there is one. */
export function firstOpenStage(pipeline: Pipeline): Stage {
  const stage = pipeline.stages.find(({ kind }) => kind === 'open')
  if (!stage) throw new Error(`the pipeline ${pipeline.id} has no open stage`)
  return stage
}

function defaultPipeline(pipelines: Pipeline[]): Pipeline {
  const pipeline = pipelines.find(({ is_default }) => is_default)
  if (!pipeline) throw new Error('the account has no default pipeline')
  return pipeline
}
