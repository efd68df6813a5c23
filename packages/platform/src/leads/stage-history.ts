import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { AreaContext } from '../area.ts'
import type { Pipeline, Stage } from './pipeline-book.ts'

/** Newest first; a lead that moves all day must not flood an answer. */
const MOST_SHOWN = 50

/** Which leads, as a condition on `leads_clients c`. */
export type WhichLeads = RawBuilder<boolean>

export const leadsById = (ids: string[]): WhichLeads => sql`c.id = any(${ids}::text[])`
export const leadsOfStage = (id: string): WhichLeads => sql`c.stage_id = ${id}`
export const leadsOfPipeline = (id: string): WhichLeads => sql`c.pipeline_id = ${id}`

/** Writes down that leads are about to move to a stage (A2-13). Those already there do not move. */
export async function recordMoves(
  ctx: AreaContext,
  which: WhichLeads,
  to: { pipeline: Pipeline; stage: Stage },
): Promise<void> {
  await sql`
    insert into leads_stage_changes
      (account_id, client_id, from_pipeline, from_status, to_pipeline, to_status, at, actor)
    select c.account_id, c.id, p.name, s.name, ${to.pipeline.name}, ${to.stage.name}, ${ctx.now}, ${JSON.stringify(ctx.actor)}
    from leads_clients c
    join leads_stages s on s.account_id = c.account_id and s.id = c.stage_id
    join leads_pipelines p on p.account_id = c.account_id and p.id = c.pipeline_id
    where c.account_id = ${ctx.accountId} and ${which} and c.stage_id <> ${to.stage.id}`.execute(ctx.db)
}

/** Moves leads to a stage and writes it down. Answers how many moved. */
export async function moveLeads(
  ctx: AreaContext,
  which: WhichLeads,
  to: { pipeline: Pipeline; stage: Stage },
): Promise<number> {
  await recordMoves(ctx, which, to)
  const moved = await sql`
    update leads_clients c
    set pipeline_id = ${to.pipeline.id}, stage_id = ${to.stage.id}, version = version + 1
    where c.account_id = ${ctx.accountId} and ${which} and c.stage_id <> ${to.stage.id}`.execute(ctx.db)
  return Number(moved.numAffectedRows ?? 0)
}

/** Writes down where new leads begin. */
export async function recordFirstStages(
  ctx: AreaContext,
  leads: readonly { id: string; pipeline: Pipeline; stage: Stage }[],
): Promise<void> {
  const rows = leads.map(({ id, pipeline, stage }) => ({
    account_id: ctx.accountId,
    client_id: id,
    from_pipeline: null,
    from_status: null,
    to_pipeline: pipeline.name,
    to_status: stage.name,
    at: ctx.now,
    actor: JSON.stringify(ctx.actor),
  }))
  await ctx.db.insertInto('leads_stage_changes').values(rows).execute()
}

/** The moves of one lead, newest first. */
export async function stageHistory({ db, accountId }: AreaContext, clientId: string) {
  const rows = await db
    .selectFrom('leads_stage_changes')
    .select(['from_pipeline', 'from_status', 'to_pipeline', 'to_status', 'at', 'actor'])
    .where('account_id', '=', accountId)
    .where('client_id', '=', clientId)
    .orderBy('id', 'desc')
    .limit(MOST_SHOWN)
    .execute()
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
