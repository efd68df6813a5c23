import { sql } from 'kysely'
import { z } from 'zod'
import { id, invalid } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { countUpTo } from '../count-up-to.ts'
import { periodInput, periodOf } from '../dates.ts'
import type { Period } from '../dates.ts'
import { text } from '../fields.ts'
import { didYouMean } from '../nearest-name.ts'
import { countLeads } from './counts.ts'
import { labelIdsOf, labelNames } from './labels.ts'
import { keyOf } from './name-key.ts'
import { loadPipelines, pipelineOf } from './pipeline-book.ts'
import { stageNamed } from './place.ts'
import { searchQuery } from './search.ts'

/** Leads counted in an index alone, and leads each of which must be visited. */
const MOST_IN_AN_INDEX = 10_000
const MOST_VISITED = 1000

/** Inputs of whatever works on many leads. All that are given must hold. */
export const filterInput = {
  pipeline_id: id('pipeline', 'Only leads of this pipeline.').optional(),
  funnel_status: text(
    'Only leads in this stage: of pipeline_id, or of that name in any pipeline.',
    60,
  ).optional(),
  labels: labelNames.describe('Only leads that carry all of these labels.').optional(),
  search: text(
    'Words of name, e-mail, phone or company, or their beginnings; all must occur.',
    200,
  ).optional(),
  has_phone_number: z.boolean().optional().describe('Only leads with, or only leads without a phone number.'),
  has_email: z.boolean().optional().describe('Only leads with, or only leads without an e-mail address.'),
  ...periodInput('Only leads created'),
}

export type FilterInput = z.output<z.ZodObject<typeof filterInput>>

/** A filter whose names are resolved to what the tables hold. */
export interface LeadFilter {
  pipelineId?: string
  stageIds?: string[]
  labelIds: string[]
  words?: string
  hasPhone?: boolean
  hasEmail?: boolean
  period: Period
}

/** @throws ToolRefusal for a pipeline, stage or label that is not there, and for a period that ends before it begins */
export async function resolveFilter(ctx: AreaContext, input: FilterInput): Promise<LeadFilter> {
  const { pipeline_id, has_email, has_phone_number } = input
  const stageIds = await stagesMeant(ctx, input)
  return {
    ...(pipeline_id !== undefined && { pipelineId: pipeline_id }),
    ...(stageIds && { stageIds }),
    labelIds: await labelIdsOf(ctx, input.labels ?? []),
    ...(input.search !== undefined && { words: searchQuery(input.search) }),
    ...(has_phone_number !== undefined && { hasPhone: has_phone_number }),
    ...(has_email !== undefined && { hasEmail: has_email }),
    period: periodOf(input, ctx.timeZone),
  }
}

async function stagesMeant(ctx: AreaContext, input: FilterInput): Promise<string[] | undefined> {
  const { pipeline_id, funnel_status } = input
  if (pipeline_id === undefined && funnel_status === undefined) return undefined
  const pipelines = await loadPipelines(ctx)
  const pipeline = pipeline_id === undefined ? undefined : pipelineOf(pipelines, pipeline_id)
  if (funnel_status === undefined) return undefined
  if (pipeline) return [stageNamed(pipeline, funnel_status).id]
  const stages = pipelines.flatMap((one) => one.stages)
  const meant = stages.filter((stage) => keyOf(stage.name) === keyOf(funnel_status))
  if (meant.length > 0) return meant.map((stage) => stage.id)
  const names = [...new Set(stages.map((stage) => stage.name))]
  throw invalid('funnel_status', `No pipeline has a stage "${funnel_status}".`, {
    ...didYouMean(funnel_status, names),
    valid_values: names,
  })
}

/** The leads that match, with nothing selected yet. */
export function matching({ db, accountId }: AreaContext, filter: LeadFilter) {
  const { pipelineId, stageIds, labelIds, words, hasEmail, hasPhone, period } = filter
  let query = db.selectFrom('leads_clients as c').where('c.account_id', '=', accountId)
  // The stage says the pipeline too; one condition is easier to plan for than two.
  if (stageIds) query = query.where('c.stage_id', 'in', stageIds)
  else if (pipelineId !== undefined) query = query.where('c.pipeline_id', '=', pipelineId)
  if (labelIds.length > 0) query = query.where(sql<boolean>`c.label_ids @> ${labelIds}::text[]`)
  if (words !== undefined) query = query.where(sql<boolean>`c.search @@ ${words}::tsquery`)
  if (hasEmail !== undefined) query = query.where('c.has_email', '=', hasEmail)
  if (hasPhone !== undefined) query = query.where('c.has_phone', '=', hasPhone)
  if (period.since) query = query.where('c.created_at', '>=', period.since)
  if (period.to) query = query.where('c.created_at', '<', period.to)
  return query
}

/** How many match: from the counters where they know it, else counted as far as that is cheap. */
export async function totalOf(ctx: AreaContext, filter: LeadFilter): Promise<number | null> {
  const { labelIds, words, period, ...by } = filter
  const [labelId, ...moreLabels] = labelIds
  const isByTime = period.since !== undefined || period.to !== undefined
  if (words === undefined && moreLabels.length === 0 && !isByTime) return countLeads(ctx, { ...by, labelId })
  const most = words === undefined && labelIds.length === 0 ? MOST_IN_AN_INDEX : MOST_VISITED
  return countUpTo(ctx.db, most, matching(ctx, filter).select('c.id'))
}
