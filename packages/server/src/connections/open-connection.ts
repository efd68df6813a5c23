import type { Context, Tx } from '../context.ts'
import type { Credential } from '../credentials/credential.ts'
import { storeCredential } from '../credentials/store-credential.ts'
import { newId } from '../ids.ts'

/** Gives a connector its connection, with the credential sealed, in one transaction. */
export async function openConnection({
  tx,
  ctx,
  connectorId,
  secret,
}: {
  tx: Tx
  ctx: Context
  connectorId: string
  secret: Credential
}): Promise<void> {
  const connectionId = newId('cxn')
  await tx
    .insertInto('connections')
    .values({ id: connectionId, account_id: ctx.accountId, connector_id: connectorId, status: 'connected' })
    .execute()
  await storeCredential({ tx, ctx, connectionId, secret })
}
