import type { Context, Db, Tx } from '../context.ts'
import { Refusal, notFound } from '../errors.ts'
import { Credential, credentialRow } from './credential.ts'
import type { AppCredential, ServerCredential } from './credential.ts'

/**
 * A connection's credential in the clear. Ask for it right before it is used, and keep it nowhere. Inside a
 * transaction pass `tx`.
 *
 * @throws Refusal `not_found` when the account has no such connection, or when it holds no credential (any more);
 *   `internal` when the stored bytes are not what was stored.
 */
export async function openCredential({
  ctx,
  connectionId,
  tx,
}: {
  ctx: Context
  connectionId: string
  tx?: Tx
}): Promise<Credential> {
  const db = tx ?? ctx.db
  const sealed = await readSealed(ctx, connectionId, db)
  const open = (bytes: Uint8Array) =>
    ctx.services.vault.open(ctx.accountId, credentialRow(connectionId), bytes, db)
  try {
    return parse(await open(sealed))
  } catch (error) {
    // A rotation of the account's data key may have come between the two reads.
    const again = await readSealed(ctx, connectionId, db)
    if (Buffer.compare(sealed, again) === 0) throw error
    return parse(await open(again))
  }
}

/** The same for an MCP server. @throws Refusal as `openCredential`; `internal` when it is an app's */
export async function openServerCredential(
  input: Parameters<typeof openCredential>[0],
): Promise<ServerCredential> {
  const credential = await openCredential(input)
  if ('url' in credential) return credential
  throw new Refusal('internal', 'This credential is of an app, not of an MCP server.')
}

/** The same for an app. @throws Refusal as `openCredential`; `internal` when it is an MCP server's */
export async function openAppCredential(input: Parameters<typeof openCredential>[0]): Promise<AppCredential> {
  const credential = await openCredential(input)
  if ('kind' in credential) return credential
  throw new Refusal('internal', 'This credential is of an MCP server, not of an app.')
}

async function readSealed(ctx: Context, connectionId: string, db: Db): Promise<Uint8Array> {
  const row = await db
    .selectFrom('credentials')
    .select('sealed')
    .where('connection_id', '=', connectionId)
    .where('account_id', '=', ctx.accountId)
    .executeTakeFirst()
  if (!row) throw notFound('credential')
  return row.sealed
}

/** Neither the parser's message nor the schema's may travel on: both quote what they read. */
function parse(text: string): Credential {
  try {
    return Credential.parse(JSON.parse(text))
  } catch {
    throw new Refusal('internal', 'A stored credential has a form that this version does not know.', {
      hint: 'Connect again.',
    })
  }
}
