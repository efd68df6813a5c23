import type { Context } from '../context.ts'

/** The person who acts, also behind a key that they made: each has one vote. */
export async function voterOf({ actor, accountId, db }: Context): Promise<string> {
  let id = actor.id
  // A key may have been made with another key.
  while (id.startsWith('key_')) {
    const key = await db
      .selectFrom('api_keys')
      .select('created_by')
      .where('account_id', '=', accountId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (!key) return id
    id = key.created_by
  }
  return id
}
