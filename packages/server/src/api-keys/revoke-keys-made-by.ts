import { sql } from 'kysely'
import { roleCovers } from '../authorise.ts'
import type { Tx } from '../context.ts'
import type { Role } from '../storage/tables.ts'

/**
 * Ends the keys that a person made, and the keys made with those; only the ones above `keepUpTo` where that is
 * given. Answers the ids of the ended keys.
 */
export async function revokeKeysMadeBy(
  tx: Tx,
  accountId: string,
  userId: string,
  keepUpTo?: Role,
): Promise<string[]> {
  const { rows } = await sql<{ id: string; role: Role }>`
    with recursive made as (
      select id, role from api_keys where account_id = ${accountId} and created_by = ${userId}
      union
      select k.id, k.role from api_keys k join made on k.created_by = made.id where k.account_id = ${accountId})
    select id, role from made`.execute(tx)
  const ending = rows
    .filter(({ role }) => keepUpTo === undefined || !roleCovers(keepUpTo, role))
    .map(({ id }) => id)
  if (ending.length === 0) return []
  const ended = await tx
    .updateTable('api_keys')
    .set({ revoked_at: new Date() })
    .where('account_id', '=', accountId)
    .where('id', 'in', ending)
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute()
  return ended.map(({ id }) => id)
}
