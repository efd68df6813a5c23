import type { CatalogEntryList } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { toEntryAnswer } from './entry-answer.ts'
import { entryRows } from './require-entry.ts'

/** The account's own catalog entries by name (CAT-9). */
export async function listEntries({ ctx }: { ctx: Context }): Promise<z.input<typeof CatalogEntryList>> {
  authorise(ctx, 'read')
  const rows = await entryRows(ctx).orderBy('catalog_entries.name').orderBy('catalog_entries.id').execute()
  const items = rows.map(toEntryAnswer).map(({ tools, ...entry }) => ({ ...entry, tool_count: tools.length }))
  return { items }
}
