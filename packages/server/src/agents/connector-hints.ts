import { sql } from 'kysely'
import type { Db } from '../context.ts'
import type { Toggle } from './load-toggles.ts'

/** Beyond so many connectors a model chooses worse (AGT-10). */
const A_HANDFUL = 8
/** A usual estimate for English text and JSON. */
const CHARACTERS_PER_TOKEN = 4

/** Soft advice on an agent's connectors, with what they add to a model's context. */
export async function connectorHints(db: Db, accountId: string, toggles: Toggle[]): Promise<string[]> {
  const on = toggles.filter((toggle) => toggle.on)
  if (on.length <= A_HANDFUL) return []
  const { tools, characters } = await db
    .selectFrom('tools')
    .select([
      sql<number>`count(*)`.as('tools'),
      sql<number>`coalesce(sum(length(definition::text)), 0)::bigint`.as('characters'),
    ])
    .where('account_id', '=', accountId)
    .where(
      'connector_id',
      'in',
      on.map((toggle) => toggle.connector_id),
    )
    .where('missing_since', 'is', null)
    .executeTakeFirstOrThrow()
  const tokens = Math.ceil(characters / CHARACTERS_PER_TOKEN)
  return [
    `${on.length} connectors are on, with ${tools} tools that add about ${tokens} tokens to every request. ` +
      `Agents choose better and answer sooner with a handful (up to ${A_HANDFUL}): turn off what this one does not need.`,
  ]
}
