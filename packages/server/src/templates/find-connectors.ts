import type { Db } from '../context.ts'
import type { Family } from '../storage/tables.ts'

/** A connector as somebody named it. */
export interface NamedConnector {
  id: string
  slug: string
  family: Family
  name: string
  /** `system` for the cards of curated apps; see `AppConnector`. */
  created_by: string
  read_only: boolean
}

/**
 * Finds the account's connectors by id or slug; what is missing or another account's is absent from the answer.
 * @param db A transaction: the rows stay until it ends, so that what refers to them can be written.
 */
export async function findConnectors(
  db: Db,
  accountId: string,
  names: string[],
): Promise<Map<string, NamedConnector>> {
  if (names.length === 0) return new Map()
  const rows = await db
    .selectFrom('connectors')
    .select(['id', 'slug', 'family', 'name', 'created_by', 'read_only'])
    .where('account_id', '=', accountId)
    .where((eb) => eb.or([eb('id', 'in', names), eb('slug', 'in', names)]))
    .orderBy('id')
    .forKeyShare()
    .execute()
  const found = new Map(rows.map((row) => [row.slug, row]))
  // Ids are set last: whatever a slug looks like, an id means its own connector.
  for (const row of rows) found.set(row.id, row)
  return found
}
