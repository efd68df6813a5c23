import type { CatalogEntry } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { toEntryAnswer } from './entry-answer.ts'
import { requireEntry } from './require-entry.ts'

/** One entry by id or key. @throws Refusal `not_found` */
export async function getEntry({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<z.input<typeof CatalogEntry>> {
  authorise(ctx, 'read')
  return toEntryAnswer(await requireEntry(ctx, input.id))
}
