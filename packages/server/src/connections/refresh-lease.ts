import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'

/** Whoever renews a credential has this long; a node that died meanwhile is waited for no longer. */
export const LEASE_SECONDS = 30

/**
 * The right to renew a connection's credential: one holder over all nodes. Undefined while somebody else has it. The
 * database's clock decides, which all nodes share.
 */
export async function takeLease(ctx: Context, connectionId: string): Promise<string | undefined> {
  const lease = randomUUID()
  const taken = await ctx.db
    .updateTable('connections')
    .set({
      refresh_lease: lease,
      refresh_lease_until: sql<Date>`now() + make_interval(secs => ${LEASE_SECONDS})`,
    })
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', connectionId)
    .where((eb) =>
      eb.or([eb('refresh_lease_until', 'is', null), eb('refresh_lease_until', '<', sql<Date>`now()`)]),
    )
    .returning('id')
    .executeTakeFirst()
  return taken && lease
}

/** Gives a lease back; one that somebody else has taken over stays theirs. */
export async function releaseLease(ctx: Context, connectionId: string, lease: string): Promise<void> {
  await ctx.db
    .updateTable('connections')
    .set({ refresh_lease: null, refresh_lease_until: null })
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', connectionId)
    .where('refresh_lease', '=', lease)
    .execute()
    .catch((error: unknown) => {
      // It runs out by itself.
      ctx.services.log.warn({ err: error, connection: connectionId }, 'a lease could not be given back')
    })
}
