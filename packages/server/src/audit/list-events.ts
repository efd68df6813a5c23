import type { AuditPage, AuditQuery } from '@jackfield/sdk/contract'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { invalid } from '../errors.ts'
import type { Tables } from '../storage/tables.ts'
import { auditEventAnswer } from './audit-event-answer.ts'
import { filterEvents } from './event-filter.ts'

/**
 * The account's events, newest first (SEC-9). A call is one event: its intent shows only until its outcome is there,
 * or to who asks for this call or this event.
 */
export async function listEvents({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof AuditQuery>
}): Promise<z.output<typeof AuditPage>> {
  authorise(ctx, 'audit.read')
  const before = readCursor(input.cursor)
  const rows = await ctx.db
    .selectFrom('audit_events')
    .selectAll()
    .where((eb) => filterEvents(eb, ctx.accountId, input))
    .$if(input.call === undefined && input.seq === undefined, (query) =>
      query.where((eb) => eb.not(superseded(eb))),
    )
    .$if(before !== undefined, (query) => query.where('seq', '<', before ?? 0))
    .orderBy('seq', 'desc')
    .limit(input.limit + 1)
    .execute()
  const page = rows.slice(0, input.limit)
  const last = page.at(-1)
  const has_more = rows.length > page.length
  return {
    items: page.map(auditEventAnswer),
    has_more,
    ...(has_more && last && { cursor: String(last.seq) }),
  }
}

/** An intent whose outcome is known. */
function superseded(eb: ExpressionBuilder<Tables, 'audit_events'>): Expression<SqlBool> {
  const outcome = eb
    .selectFrom('audit_events as outcome')
    .select('outcome.seq')
    .whereRef('outcome.account_id', '=', 'audit_events.account_id')
    .whereRef('outcome.call_id', '=', 'audit_events.call_id')
    .where('outcome.phase', '=', 'outcome')
  return eb.and([eb('audit_events.phase', '=', 'intent'), eb.exists(outcome)])
}

function readCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined
  if (!/^[1-9]\d{0,14}$/.test(cursor))
    throw invalid('cursor', 'is not a cursor of this list', 'Pass the cursor of the page before, unchanged.')
  return Number(cursor)
}
