import type { Context, Tx } from '../context.ts'
import type { AppCredential } from '../credentials/credential.ts'
import { storeCredential } from '../credentials/store-credential.ts'
import type { App } from '@jackfield/catalog/run'
import { commitChange } from '../audit/commit-change.ts'
import { newId } from '../ids.ts'
import { json } from '../storage/json.ts'
import type { ProbeRecord } from '../storage/tables.ts'

/** What a sign-in has come to. */
export interface NewConnection {
  credential: AppCredential
  label: string | null
  scopes: string[] | null
  expiresAt: Date | null
  place: Record<string, string>
  probe: ProbeRecord
}

/**
 * Connects an app, or connects it again: the same connection, with its error cleared and everything that hangs on it
 * as it was (CON-7, CON-12). Credential, connection and audit row are one transaction.
 */
export async function storeAppConnection(
  ctx: Context,
  connectorId: string,
  app: App,
  made: NewConnection,
): Promise<void> {
  await commitChange(ctx, async (tx, record) => {
    const before = await lockConnection(tx, ctx, connectorId)
    const connectionId = await upsert(tx, ctx, connectorId, made)
    await storeCredential({ tx, ctx, connectionId, secret: made.credential })
    const { label, scopes } = made
    record({
      action: 'connection.connected',
      connectorId,
      detail: {
        name: app.name,
        label,
        sign_in: made.credential.kind,
        ...(scopes ? { scopes } : {}),
        ...(before ? { again: true } : {}),
      },
    })
  })
}

function lockConnection(tx: Tx, ctx: Context, connectorId: string) {
  return tx
    .selectFrom('connections')
    .select('id')
    .where('account_id', '=', ctx.accountId)
    .where('connector_id', '=', connectorId)
    .forUpdate()
    .executeTakeFirst()
}

async function upsert(tx: Tx, ctx: Context, connectorId: string, made: NewConnection): Promise<string> {
  const now = new Date()
  const values = {
    status: 'connected' as const,
    status_reason: null,
    status_at: now,
    sign_in: made.credential.kind,
    label: made.label,
    scopes: made.scopes && json(made.scopes),
    expires_at: made.expiresAt,
    refreshable: made.credential.kind === 'oauth2' && made.credential.refresh_token !== undefined,
    place: json(made.place),
    probe: json(made.probe),
    probe_at: now,
    // Somebody may be renewing the credential that was: what they get must not replace this one.
    refresh_lease: null,
    refresh_lease_until: null,
  }
  const { id } = await tx
    .insertInto('connections')
    .values({ id: newId('cxn'), account_id: ctx.accountId, connector_id: connectorId, ...values })
    // Two tabs at once are one connection (CON-20).
    .onConflict((conflict) =>
      conflict.column('connector_id').doUpdateSet((eb) => ({
        ...values,
        revision: eb('connections.revision', '+', 1),
      })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
