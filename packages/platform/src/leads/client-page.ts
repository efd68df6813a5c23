import { sql } from 'kysely'
import type { AreaContext } from '../area.ts'
import { lineAnswer, lineColumns } from './client-answer.ts'
import { conditions, isByTime, isCounted, madeIn, matching, totalOf } from './client-filter.ts'
import type { LeadFilter } from './client-filter.ts'

// A page is read in one of two ways. Walking goes along the index of the order and stops when the page is full,
// which is soon where leads that match come often. Gathering finds all that match, wherever they are, and puts
// them in order, which is cheap where they are few. Which way is short the planner can only guess: it does not
// know that names which match lie together in the order of names, or that two labels never meet.

/** What lists can be ordered by; each has an index. */
export const orders = {
  created_at_desc: [sql`c.created_at`, 'desc'],
  created_at_asc: [sql`c.created_at`, 'asc'],
  last_active_at_desc: [sql`c.last_active_at`, 'desc'],
  last_active_at_asc: [sql`c.last_active_at`, 'asc'],
  full_name_asc: [sql`lower(c.full_name)`, 'asc'],
  full_name_desc: [sql`lower(c.full_name)`, 'desc'],
} as const

interface Place {
  order_by: keyof typeof orders
  limit: number
  offset: number
}

interface Page {
  items: Awaited<ReturnType<typeof linesOf>>
  total: () => Promise<number | null>
}

/** So many may be visited to count them and to put them in order. */
const MOST_GATHERED = 1000
/** So many where an index finds more than match. */
const MOST_GATHERED_OF_SEVERAL = 100
/** Names that match a search lie together in the order of names, mostly far from its beginning. */
const MOST_GATHERED_BY_NAME = 2000
/** When the planner expects so many times as many there are more: it is seldom as wrong as that. */
const SURELY_MORE = 1.5
/** So many leads are looked at for one that matches. */
const MOST_WALKED_FOR_ONE = 100

/** The leads of a page, and one more when there is one, with the total of all that match. */
export function readPage(ctx: AreaContext, filter: LeadFilter, place: Place): Promise<Page> {
  return isCounted(filter) ? readCounted(ctx, filter, place) : readUncounted(ctx, filter, place)
}

async function readCounted(ctx: AreaContext, filter: LeadFilter, place: Place): Promise<Page> {
  const isScattered = isByTime(filter) && !place.order_by.startsWith('created_at')
  if (!isScattered && !isOfSeveral(filter))
    return { items: await walk(ctx, filter, place), total: () => totalOf(ctx, filter) }
  const total = await totalOf(ctx, filter)
  const most = isScattered ? MOST_GATHERED : MOST_GATHERED_OF_SEVERAL
  const items =
    total !== null && total <= most
      ? await gatherAll(ctx, filter, place)
      : isScattered
        ? ((await walkFar(ctx, filter, place)) ?? (await gatherAll(ctx, filter, place)))
        : await walk(ctx, filter, place)
  return { items, total: async () => total }
}

/** Whether no single index has what matches. */
function isOfSeveral({ labelIds, stageIds, pipelineId, hasEmail, hasPhone }: LeadFilter): boolean {
  const given = [labelIds[0], stageIds ?? pipelineId, hasEmail, hasPhone].filter((one) => one !== undefined)
  return given.length > 1
}

async function readUncounted(ctx: AreaContext, filter: LeadFilter, place: Place): Promise<Page> {
  const isByName = filter.words !== undefined && place.order_by.startsWith('full_name')
  const most = isByName ? MOST_GATHERED_BY_NAME : MOST_GATHERED
  const isMany = (await expected(ctx, filter)) > SURELY_MORE * most
  const seen = isMany ? await walkFar(ctx, filter, place) : undefined
  if (seen) return { items: seen, total: async () => null }
  const { total, ids } = await gather(ctx, filter, place, isMany ? undefined : most)
  if (isMany || total <= most) return { items: await linesOf(ctx, ids, place), total: async () => total }
  const items = (await walkFar(ctx, filter, place)) ?? (await gatherAll(ctx, filter, place))
  return { items, total: async () => null }
}

/** How many match, as the planner expects by its statistics. */
async function expected(ctx: AreaContext, filter: LeadFilter): Promise<number> {
  const [row] = await matching(ctx, filter).select('c.id').explain<ExplainedRow>('json')
  return row?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0
}

interface ExplainedRow {
  'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }]
}

/** Along the index of the order, or another one that the planner takes for shorter. */
async function walk(ctx: AreaContext, filter: LeadFilter, place: Place): Promise<Page['items']> {
  const [column, direction] = orders[place.order_by]
  const rows = await matching(ctx, filter)
    .select(lineColumns)
    .orderBy(column, direction)
    .orderBy('c.id', direction)
    .limit(place.limit + 1)
    .offset(place.offset)
    .execute()
  return rows.map(lineAnswer)
}

/** Along the order as far as it may be worth it; undefined when the page is not full by then. */
async function walkFar(
  ctx: AreaContext,
  filter: LeadFilter,
  place: Place,
): Promise<Page['items'] | undefined> {
  const { order_by, limit, offset } = place
  const [, direction] = orders[order_by]
  const rows = await ctx.db
    .selectFrom(nearest(ctx, filter, place).as('c'))
    .where(conditions(filter))
    .select(lineColumns)
    .orderBy('c.place', direction)
    .orderBy('c.id', direction)
    .limit(limit + 1)
    .offset(offset)
    .execute()
  return rows.length > limit ? rows.map(lineAnswer) : undefined
}

/** The first leads of an order, from where those of the period can begin. */
function nearest({ db, accountId }: AreaContext, { period }: LeadFilter, { order_by, limit, offset }: Place) {
  const [column, direction] = orders[order_by]
  let leads = db.selectFrom('leads_clients as c').where('c.account_id', '=', accountId)
  if (order_by.startsWith('created_at')) leads = leads.where(madeIn(period))
  // Nobody was active before being made.
  else if (order_by.startsWith('last_active_at') && period.since)
    leads = leads.where('c.last_active_at', '>=', period.since)
  return leads
    .selectAll('c')
    .select(column.as('place'))
    .orderBy(column, direction)
    .orderBy('c.id', direction)
    .limit(MOST_WALKED_FOR_ONE * (offset + limit + 1))
}

async function gatherAll(ctx: AreaContext, filter: LeadFilter, place: Place): Promise<Page['items']> {
  const { ids } = await gather(ctx, filter, place)
  return linesOf(ctx, ids, place)
}

/**
 * The ids of a page out of all that match, and how many match. When they are more than `most` there are no ids,
 * and `total` is one more than `most`.
 */
async function gather(
  ctx: AreaContext,
  filter: LeadFilter,
  { order_by, limit, offset }: Place,
  most?: number,
): Promise<{ total: number; ids: string[] }> {
  const [column, name] = orders[order_by]
  const direction = sql.raw(name)
  const found = matching(ctx, filter).select(['c.id', column.as('place')])
  const isFew = most === undefined ? sql`true` : sql`(select count(*) from found) <= ${most}`
  const { rows } = await sql<{ total: number; ids: string[] }>`
    with found as materialized (select * from (${found}) as leads limit ${most === undefined ? null : most + 1})
    select (select count(*) from found) as total, array(
      select id from found where ${isFew}
      order by place ${direction}, id ${direction} limit ${limit + 1} offset ${offset}) as ids`.execute(
    ctx.db,
  )
  return rows[0] ?? { total: 0, ids: [] }
}

async function linesOf({ db, accountId }: AreaContext, ids: string[], { order_by }: Place) {
  if (ids.length === 0) return []
  const [column, direction] = orders[order_by]
  const rows = await db
    .selectFrom('leads_clients as c')
    .select(lineColumns)
    .where('c.account_id', '=', accountId)
    .where('c.id', 'in', ids)
    .orderBy(column, direction)
    .orderBy('c.id', direction)
    .execute()
  return rows.map(lineAnswer)
}
