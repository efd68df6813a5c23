import type { Context } from '../context.ts'
import type { StoredEvent } from './chain-hash.ts'
import { filterEvents } from './event-filter.ts'
import type { EventFilter } from './event-filter.ts'

const BATCH_ROWS = 1000

/**
 * The account's events up to and with number `last`, oldest first, in batches. Each batch is a query of its own, so
 * no connection is held in between, however slow the reader is.
 */
export async function* readEvents(
  ctx: Pick<Context, 'accountId' | 'db'>,
  filter: EventFilter,
  last: number,
): AsyncGenerator<StoredEvent[]> {
  let after = 0
  while (true) {
    const rows = await ctx.db
      .selectFrom('audit_events')
      .selectAll()
      .where((eb) => filterEvents(eb, ctx.accountId, filter))
      .where('seq', '>', after)
      .where('seq', '<=', last)
      .orderBy('seq')
      .limit(BATCH_ROWS)
      .execute()
    if (rows.length > 0) yield rows
    if (rows.length < BATCH_ROWS) return
    after = rows.at(-1)?.seq ?? last
  }
}
