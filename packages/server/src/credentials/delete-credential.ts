import type { Context, Tx } from '../context.ts'

/** Destroys a connection's credential; quiet when there is none. */
export async function deleteCredential({
  tx,
  ctx,
  connectionId,
}: {
  tx: Tx
  ctx: Context
  connectionId: string
}): Promise<void> {
  await tx
    .deleteFrom('credentials')
    .where('connection_id', '=', connectionId)
    .where('account_id', '=', ctx.accountId)
    .execute()
}
