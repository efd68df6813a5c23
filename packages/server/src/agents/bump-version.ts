import { sql } from 'kysely'
import type { Context, Tx } from '../context.ts'

/**
 * Takes the agent for this save, if it is the account's and, where `version` is given, still that version. The row
 * stays locked until the transaction ends, so that saves of its toggles come one after the other.
 * @returns whether it was taken.
 */
export async function bumpVersion(ctx: Context, tx: Tx, id: string, version?: number): Promise<boolean> {
  let update = tx
    .updateTable('agents')
    .set({ version: sql`version + 1`, updated_at: sql`now()` })
    .where('id', '=', id)
    .where('account_id', '=', ctx.accountId)
  if (version !== undefined) update = update.where('version', '=', version)
  const { numUpdatedRows } = await update.executeTakeFirst()
  return numUpdatedRows === 1n
}
