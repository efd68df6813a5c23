import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { TokenCredential } from '../credentials/credential.ts'
import { storeCredential } from '../credentials/store-credential.ts'
import type { Tokens } from '../oauth-client/token-endpoint.ts'
import { json } from '../storage/json.ts'
import { LEASE_SECONDS } from './refresh-lease.ts'

/**
 * A database that stumbles, or fails over, must not cost the grant: what a provider gave once it may never give again.
 * Nobody else renews before the lease has run out.
 */
const STORE_WITHIN_MS = LEASE_SECONDS * 1000

/**
 * Stores a renewed credential, as long as the lease under which it was renewed is ours.
 * @returns false when it is not: somebody has signed in anew, disconnected, or taken it over
 */
export async function storeRenewed(
  ctx: Context,
  connectionId: string,
  lease: string,
  renewed: TokenCredential,
  tokens: Tokens,
): Promise<boolean> {
  const deadline = Date.now() + STORE_WITHIN_MS
  for (let attempt = 1; ; attempt++) {
    try {
      return await writeRenewed(ctx, connectionId, lease, renewed, tokens)
    } catch (error) {
      if (Date.now() > deadline) throw error
      ctx.services.log.warn(
        { err: error, connection: connectionId },
        'a renewed credential could not be stored yet',
      )
      await sleep(Math.min(attempt * 200, 1000))
    }
  }
}

function writeRenewed(
  ctx: Context,
  connectionId: string,
  lease: string,
  renewed: TokenCredential,
  { expiresIn, scopes, values }: Tokens,
): Promise<boolean> {
  return ctx.db.transaction().execute(async (tx) => {
    const held = await tx
      .updateTable('connections')
      .set({
        expires_at: expiresIn === null ? null : new Date(Date.now() + expiresIn * 1000),
        ...(scopes ? { scopes: json(scopes) } : {}),
        ...(Object.keys(values).length > 0
          ? { place: sql<string>`connections.place || ${json(values)}::jsonb` }
          : {}),
      })
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', connectionId)
      .where('refresh_lease', '=', lease)
      .returning('id')
      .executeTakeFirst()
    if (held) await storeCredential({ tx, ctx, connectionId, secret: renewed })
    return held !== undefined
  })
}
