import { apps } from '@jackfield/catalog'
import { wholePlatform } from '@jackfield/platform'
import type { Context } from '../context.ts'

/**
 * Names that a tool of a new entry cannot have: those of the curated apps, of the Sales Platform, and of the account's
 * other entries. An agent's tools must never meet.
 * @param besides the entry whose own names do not count
 */
export async function takenNames(ctx: Context, besides?: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('catalog_entries')
    .select(['id', 'definition'])
    .where('account_id', '=', ctx.accountId)
    .execute()
  const own = rows.filter(({ id }) => id !== besides).flatMap(({ definition }) => definition.tools)
  return [
    ...apps.flatMap(({ tools }) => tools.map(({ name }) => name)),
    ...wholePlatform.flatMap(({ tools }) => tools.map(({ name }) => name)),
    ...own.map(({ tool }) => tool.name),
  ]
}
