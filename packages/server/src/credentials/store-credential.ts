import type { Context, Tx } from '../context.ts'
import { notFound } from '../errors.ts'
import { json } from '../storage/json.ts'
import { credentialRow } from './credential.ts'
import type { Credential } from './credential.ts'

/**
 * Seals a connection's credential and stores it, instead of the one before if there is one.
 * @throws Refusal `not_found` when the account has no such connection.
 */
export async function storeCredential({
  tx,
  ctx,
  connectionId,
  secret,
}: {
  tx: Tx
  ctx: Context
  connectionId: string
  secret: Credential
}): Promise<void> {
  const { accountId } = ctx
  const row = credentialRow(connectionId)
  const sealed = await ctx.services.vault.seal(accountId, row, json(secret), tx)
  const connection = await tx
    .selectFrom('connections')
    .select('id')
    .where('id', '=', connectionId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!connection) throw notFound('connection')
  const updated_at = new Date()
  await tx
    .insertInto('credentials')
    .values({ connection_id: connectionId, account_id: accountId, sealed, updated_at })
    .onConflict((conflict) => conflict.column('connection_id').doUpdateSet({ sealed, updated_at }))
    .execute()
}
