import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'

/**
 * The credential was refused: the connection needs a person (STA-5). Only a 401 comes here; time-outs, 5xx and 429
 * never do (STA-8). A second report changes nothing, nor does one of a credential that was replaced meanwhile.
 */
export async function markNeedsReconnect({
  ctx,
  input,
}: {
  ctx: Context
  input: { connectionId: string; revision: number; reason: string }
}): Promise<void> {
  const { connectionId, revision, reason } = input
  const present = await ctx.db
    .selectFrom('connections')
    .select(['status', 'connector_id'])
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', connectionId)
    .where('revision', '=', revision)
    .executeTakeFirst()
  if (!present || present.status === 'needs_reconnect') return
  await commitChange(ctx, async (tx, record) => {
    await tx
      .updateTable('connections')
      .set({ status: 'needs_reconnect', status_reason: reason, status_at: new Date() })
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', connectionId)
      .where('revision', '=', revision)
      .execute()
    record({ action: 'connection.needs_reconnect', connectorId: present.connector_id, detail: { reason } })
  })
}
