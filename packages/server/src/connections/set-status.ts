import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'

/**
 * The credential was refused: the connection needs a person (STA-5). Only a 401 comes here; time-outs, 5xx and 429
 * never do (STA-8). A second report of the same changes nothing.
 */
export async function markNeedsReconnect({
  ctx,
  input,
}: {
  ctx: Context
  input: { connectionId: string; reason: string }
}): Promise<void> {
  await setStatus(ctx, input.connectionId, 'needs_reconnect', input.reason)
}

/** The upstream took the credential again. */
export async function markConnected({
  ctx,
  input,
}: {
  ctx: Context
  input: { connectionId: string }
}): Promise<void> {
  await setStatus(ctx, input.connectionId, 'connected', null)
}

async function setStatus(
  ctx: Context,
  connectionId: string,
  status: 'connected' | 'needs_reconnect',
  reason: string | null,
): Promise<void> {
  const present = await ctx.db
    .selectFrom('connections')
    .select(['status', 'connector_id'])
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', connectionId)
    .executeTakeFirst()
  if (!present || present.status === status) return
  await commitChange(ctx, async (tx, record) => {
    await tx
      .updateTable('connections')
      .set({ status, status_reason: reason, status_at: new Date() })
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', connectionId)
      .execute()
    record({
      action: `connection.${status}`,
      connectorId: present.connector_id,
      detail: reason ? { reason } : {},
    })
  })
}
