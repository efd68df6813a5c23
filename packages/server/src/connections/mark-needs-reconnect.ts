import { isDeepStrictEqual } from 'node:util'
import { commitChange } from '../audit/commit-change.ts'
import type { Context, Tx } from '../context.ts'
import type { AppCredential } from '../credentials/credential.ts'
import { openCredential } from '../credentials/open-credential.ts'

export interface RefusedCredential {
  connectionId: string
  revision: number
  reason: string
  /** An app's credential that was refused. A renewal leaves the revision as it is, so this one is compared too. */
  credential?: AppCredential
}

/**
 * The credential was refused: the connection needs a person (STA-5). Only a 401 comes here; time-outs, 5xx and 429
 * never do (STA-8). A second report changes nothing, nor does one of a credential that was replaced meanwhile.
 */
export async function markNeedsReconnect({
  ctx,
  input,
}: {
  ctx: Context
  input: RefusedCredential
}): Promise<void> {
  const { connectionId, revision, reason } = input
  const present = await ctx.db
    .selectFrom('connections')
    .select('status')
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', connectionId)
    .where('revision', '=', revision)
    .executeTakeFirst()
  if (!present || present.status === 'needs_reconnect') return
  try {
    await commitChange(ctx, async (tx, record) => {
      const connectorId = await turn(tx, ctx, input)
      record({ action: 'connection.needs_reconnect', connectorId, detail: { reason } })
    })
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error
  }
}

/** Between the look and the change somebody else was faster: many calls report the same refusal at once. */
class Overtaken extends Error {}

/** @returns the id of the connector */
async function turn(tx: Tx, ctx: Context, input: RefusedCredential): Promise<string> {
  const { connectionId, revision, reason, credential } = input
  const turned = await tx
    .updateTable('connections')
    .set({ status: 'needs_reconnect', status_reason: reason, status_at: new Date() })
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', connectionId)
    .where('revision', '=', revision)
    .where('status', '=', 'connected')
    .returning('connector_id')
    .executeTakeFirst()
  if (!turned) throw new Overtaken()
  // The row is locked now, as it is by whoever stores a renewed credential.
  if (credential && !isDeepStrictEqual(await openCredential({ ctx, connectionId, tx }), credential))
    throw new Overtaken()
  return turned.connector_id
}
