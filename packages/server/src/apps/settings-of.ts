import { CatalogError, checkSettings } from '@jackfield/catalog/run'
import type { App } from '@jackfield/catalog/run'
import type { Context } from '../context.ts'
import { invalid } from '../errors.ts'

/**
 * What an app has to know of somebody's account there. What was said before still holds when a connection is renewed
 * and nothing else is said.
 * @throws Refusal `invalid` naming the setting and its form
 */
export async function settingsOf(
  ctx: Context,
  app: App,
  connectorId: string,
  given: Record<string, string>,
): Promise<Record<string, string>> {
  if (app.settings.length === 0) return checked(app, given)
  const before = await ctx.db
    .selectFrom('connections')
    .select('place')
    .where('account_id', '=', ctx.accountId)
    .where('connector_id', '=', connectorId)
    .executeTakeFirst()
  const known = app.settings.flatMap(({ name }) => {
    const value = before?.place[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return checked(app, { ...Object.fromEntries(known), ...given })
}

function checked(app: App, given: Record<string, string>): Record<string, string> {
  try {
    return checkSettings(app, given)
  } catch (error) {
    if (error instanceof CatalogError) throw invalid(`settings.${error.field ?? ''}`, error.message)
    throw error
  }
}
