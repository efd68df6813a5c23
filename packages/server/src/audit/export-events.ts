import type { AuditExportQuery } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { commitChange } from './commit-change.ts'
import { csvHeader, toCsv, toJsonLines } from './export-columns.ts'
import type { EventFilter } from './event-filter.ts'
import { readEvents } from './read-events.ts'

type ExportQuery = z.output<typeof AuditExportQuery>

export interface AuditExport {
  format: ExportQuery['format']
  /** Some hundred kB at a time; nothing is read before it is asked for, nor after `return()`. */
  chunks: AsyncGenerator<string>
}

/**
 * All events that the filters let through, oldest first, intents too, as they stand now (SEC-9). The export is
 * itself recorded, and is the last event it can hold.
 */
export async function exportEvents({
  ctx,
  input,
}: {
  ctx: Context
  input: ExportQuery
}): Promise<AuditExport> {
  authorise(ctx, 'audit.read')
  const { format, ...filter } = input
  await commitChange(ctx, async (_tx, record) =>
    record({ action: 'audit.exported', detail: { format, filter } }),
  )
  const { seq } = await ctx.db
    .selectFrom('audit_chains')
    .select('seq')
    .where('account_id', '=', ctx.accountId)
    .executeTakeFirstOrThrow()
  return { format, chunks: format === 'csv' ? csvChunks(ctx, filter, seq) : jsonChunks(ctx, filter, seq) }
}

async function* jsonChunks(ctx: Context, filter: EventFilter, last: number): AsyncGenerator<string> {
  for await (const batch of readEvents(ctx, filter, last)) yield toJsonLines(batch)
}

async function* csvChunks(ctx: Context, filter: EventFilter, last: number): AsyncGenerator<string> {
  yield csvHeader()
  for await (const batch of readEvents(ctx, filter, last)) yield toCsv(batch)
}
