import { commitChange } from '../../src/audit/commit-change.ts'
import type { Credential } from '../../src/credentials/credential.ts'
import type { Context } from '../../src/context.ts'
import { openCredential } from '../../src/credentials/open-credential.ts'
import { storeCredential } from '../../src/credentials/store-credential.ts'
import type { Parts } from '../audit/open-accounts.ts'
import { addConnection } from '../credentials/add-connection.ts'

/** An account's connection and what its credential is. */
export interface Kept {
  accountId: string
  connectionId: string
  secret: Credential
}

/** A new account with some credentials. */
export async function accountWithSecrets(parts: Parts, credentials: number): Promise<Kept[]> {
  const ctx = await parts.account()
  const kept: Kept[] = []
  for (let place = 0; place < credentials; place++) {
    const connectionId = await addConnection(ctx)
    const secret = { url: `https://${connectionId}.example/`, headers: [] }
    await storeSecret(ctx, connectionId, secret)
    kept.push({ accountId: ctx.accountId, connectionId, secret })
  }
  return kept
}

export function storeSecret(ctx: Context, connectionId: string, secret: Credential): Promise<void> {
  return commitChange(ctx, async (tx, record) => {
    await storeCredential({ tx, ctx, connectionId, secret })
    record({ action: 'connection.connected' })
  })
}

/** The same account as the hub of `parts` sees it. */
export function contextOf(parts: Parts, accountId: string): Context {
  const { services, database } = parts
  return {
    accountId,
    actor: { type: 'system', id: 'system', name: 'test' },
    db: database.db,
    services,
  }
}

/** Which of these the hub of `parts` opens as they were stored. */
export async function opened(parts: Parts, kept: Kept[]): Promise<Kept[]> {
  const good: Kept[] = []
  for (const one of kept) {
    const ctx = contextOf(parts, one.accountId)
    const found = await openCredential({ ctx, connectionId: one.connectionId }).catch(() => undefined)
    if (JSON.stringify(found) === JSON.stringify(one.secret)) good.push(one)
  }
  return good
}
