import type { AreaContext } from '../area.ts'

/** What leads are counted by. Left out means all. */
export interface CountedBy {
  labelId?: string | undefined
  pipelineId?: string | undefined
  stageIds?: string[] | undefined
  hasEmail?: boolean | undefined
  hasPhone?: boolean | undefined
}

/** How many leads there are: a few rows to read, however many leads. */
export async function countLeads({ db, accountId }: AreaContext, by: CountedBy): Promise<number> {
  let query = db
    .selectFrom('leads_counts')
    .select(({ fn }) => fn.sum<number | null>('leads').as('leads'))
    .where('account_id', '=', accountId)
    .where('label_id', '=', by.labelId ?? '')
  if (by.pipelineId !== undefined) query = query.where('pipeline_id', '=', by.pipelineId)
  if (by.stageIds !== undefined) query = query.where('stage_id', 'in', by.stageIds)
  if (by.hasEmail !== undefined) query = query.where('has_email', '=', by.hasEmail)
  if (by.hasPhone !== undefined) query = query.where('has_phone', '=', by.hasPhone)
  return (await query.executeTakeFirst())?.leads ?? 0
}

/** How many leads each stage holds; stages without leads are left out. */
export async function leadsPerStage({ db, accountId }: AreaContext): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('leads_counts')
    .select(({ fn }) => ['stage_id', fn.sum<number>('leads').as('leads')])
    .where('account_id', '=', accountId)
    .where('label_id', '=', '')
    .groupBy('stage_id')
    .execute()
  return new Map(rows.map((row) => [row.stage_id, row.leads]))
}
