import { z } from 'zod'
import { paged, scanned, tool } from '../area.ts'
import { ClientLine, lineAnswer, lineColumns } from './client-answer.ts'
import { filterInput, matching, resolveFilter } from './client-filter.ts'
import { orders, readPage } from './client-page.ts'

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
  run: async ({ ctx, input }) => readPage(ctx, await resolveFilter(ctx, input), input),
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
