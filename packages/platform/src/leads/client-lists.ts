import { sql } from 'kysely'
import { z } from 'zod'
import { paged, scanned, tool } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { ClientLine, lineAnswer, lineColumns } from './client-answer.ts'
import { filterInput, matching, resolveFilter, totalOf } from './client-filter.ts'
import type { LeadFilter } from './client-filter.ts'

const MOST_SORTED = 1000

const orders = {
  created_at_desc: ['c.created_at', 'desc'],
  created_at_asc: ['c.created_at', 'asc'],
  last_active_at_desc: ['c.last_active_at', 'desc'],
  last_active_at_asc: ['c.last_active_at', 'asc'],
  full_name_asc: [sql`lower(c.full_name)`, 'asc'],
  full_name_desc: [sql`lower(c.full_name)`, 'desc'],
} as const

const orderBy = z
  .enum(Object.keys(orders) as (keyof typeof orders)[])
  .default('created_at_desc')
  .describe('The order; newest first unless you say otherwise.')

export const listClients = tool('list_clients', {
  risk: 'customer_data_read',
  about:
    'List leads (clients), filtered and ordered, page by page. Use it to find leads and to answer "how many": total is exact. For custom fields and AI context read one with get_client; to go through all of them use scan_clients.',
  input: { ...filterInput, order_by: orderBy },
  output: paged(ClientLine),
  run: async ({ ctx, input }) => {
    const filter = await resolveFilter(ctx, input)
    const { leads, total } = await planned(ctx, filter, input.order_by)
    const [column, direction] = orders[input.order_by]
    const rows = await leads
      .select(lineColumns)
      .orderBy(column, direction)
      .orderBy('c.id', direction)
      .limit(input.limit + 1)
      .offset(input.offset)
      .execute()
    return { items: rows.map(lineAnswer), total }
  },
})

export const scanClients = tool('scan_clients', {
  risk: 'customer_data_read',
  about:
    'Go through every lead that matches, in a fixed order, none twice and none left out, however many there are: call again with next_cursor and the same filters until has_more is false.',
  input: filterInput,
  output: scanned(ClientLine),
  run: async ({ ctx, input }) => {
    let query = matching(ctx, await resolveFilter(ctx, input)).select(lineColumns)
    if (input.after !== undefined) query = query.where('c.id', '>', input.after)
    const rows = await query
      .orderBy('c.id')
      .limit(input.limit + 1)
      .execute()
    return { items: rows.map(lineAnswer) }
  },
})

/**
 * Where a page is read from, and what its total is. The planner walks along the order until the page is full, and
 * walks far where what matches is rare, or lies together, as a name does in the order of names. Such leads are
 * gathered first and then put in order: behind `offset 0` the planner does not see the order.
 */
async function planned(ctx: AreaContext, filter: LeadFilter, order: keyof typeof orders) {
  const leads = matching(ctx, filter)
  if (!isScattered(filter, order)) return { leads, total: () => totalOf(ctx, filter) }
  const known = await totalOf(ctx, filter)
  const total = () => Promise.resolve(known)
  const isFew = known !== null && known <= MOST_SORTED
  const isByName = filter.words !== undefined && order.startsWith('full_name')
  if (!isFew && !isByName) return { leads, total }
  return { leads: ctx.db.selectFrom(leads.selectAll('c').offset(0).as('c')), total }
}

/** Whether what matches may lie anywhere in the order. */
function isScattered({ words, labelIds, period }: LeadFilter, order: keyof typeof orders): boolean {
  const isByTime = period.since !== undefined || period.to !== undefined
  return words !== undefined || labelIds.length > 1 || (isByTime && !order.startsWith('created_at'))
}
