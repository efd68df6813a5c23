import { expressionBuilder, sql } from 'kysely'
import type { Expression, SqlBool } from 'kysely'
import { z } from 'zod'
import { id, invalid } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { countUpTo } from '../count-up-to.ts'
import { periodInput, periodOf } from '../dates.ts'
import type { Period } from '../dates.ts'
import { text } from '../fields.ts'
import { didYouMean } from '../nearest-name.ts'
import { countLeads } from './counts.ts'
import { countCreated } from './counts-by-day.ts'
import { labelIdsOf, labelNames } from './labels.ts'
import { keyOf } from './name-key.ts'
import { loadPipelines, pipelineOf } from './pipeline-book.ts'
import { stageNamed } from './place.ts'
import { searchQuery } from './search.ts'
import type { ClientsTable } from './tables.ts'

/** Leads counted in an index alone. */
const MOST_IN_AN_INDEX = 10_000

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
  return db.selectFrom('leads_clients as c').where('c.account_id', '=', accountId).where(conditions(filter))
}

/** What a lead `c` must be to match. */
export function conditions(filter: LeadFilter): Expression<SqlBool> {
  const { pipelineId, stageIds, labelIds, words, hasEmail, hasPhone, period } = filter
  const of = expressionBuilder<{ c: ClientsTable }, 'c'>()
  const all = isByTime(filter) ? [madeIn(period)] : []
  // The stage says the pipeline too; one condition is easier to plan for than two.
  if (stageIds) all.push(of('c.stage_id', 'in', stageIds))
  else if (pipelineId !== undefined) all.push(of('c.pipeline_id', '=', pipelineId))
  if (labelIds.length > 0) all.push(sql<boolean>`c.label_ids @> ${labelIds}::text[]`)
  if (words !== undefined) all.push(sql<boolean>`c.search @@ ${words}::tsquery`)
  if (hasEmail !== undefined) all.push(of('c.has_email', '=', hasEmail))
  if (hasPhone !== undefined) all.push(of('c.has_phone', '=', hasPhone))
  return of.and(all)
}

/** That a lead `c` was made in a period. */
export function madeIn({ since, to }: Period): Expression<SqlBool> {
  const of = expressionBuilder<{ c: ClientsTable }, 'c'>()
  return of.and([
    ...(since ? [of('c.created_at', '>=', since)] : []),
    ...(to ? [of('c.created_at', '<', to)] : []),
  ])
}

/** Whether the total comes from counters or an index, without a visit to each lead that matches. */
export function isCounted(filter: LeadFilter): boolean {
  const { words, labelIds } = filter
  return words === undefined && labelIds.length < (isByTime(filter) ? 1 : 2)
}

export function isByTime({ period }: LeadFilter): boolean {
  return period.since !== undefined || period.to !== undefined
}

/** How many match, of a filter that `isCounted`; null when there are too many for that. */
export async function totalOf(ctx: AreaContext, filter: LeadFilter): Promise<number | null> {
  const { labelIds, words: _words, period, ...by } = filter
  if (!isByTime(filter)) return countLeads(ctx, { ...by, labelId: labelIds[0] })
  if (Object.keys(by).length === 0) return countCreated(ctx, period, MOST_IN_AN_INDEX)
  return countUpTo(ctx.db, MOST_IN_AN_INDEX, matching(ctx, filter).select('c.id'))
}
