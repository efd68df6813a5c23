import { appOf } from '../apps/app-of.ts'
import { systemContext } from '../context.ts'
import type { Services } from '../context.ts'
import { usableCredential } from '../connections/usable-credential.ts'
import type { Job } from './job.ts'

/** Renewed when it ends within this time, so that no call has to wait for it. */
const AHEAD_MS = 5 * 60_000
const GIVEN_UP_MS = 60 * 60_000
const BATCH = 100

/** Renews access tokens ahead of their end (B8). */
export const refreshAhead: Job = {
  name: 'refresh-ahead',
  cron: '* * * * *',
  async run(services, signal) {
    for (const row of await expiring(services)) {
      if (signal.aborted) return
      await renewOne(services, row).catch((error: unknown) => {
        // A call renews it on demand, and the next round tries again.
        services.log.warn({ err: error, connection: row.id }, 'an access token could not be renewed ahead')
      })
    }
  },
}

type Row = Awaited<ReturnType<typeof expiring>>[number]

function expiring({ database: { db } }: Services) {
  return (
    db
      .selectFrom('connections')
      .innerJoin('connectors', 'connectors.id', 'connections.connector_id')
      .select([
        'connections.id',
        'connections.account_id',
        'connectors.slug',
        'connectors.created_by',
        'connectors.family',
      ])
      .where('connections.refreshable', '=', true)
      .where('connections.status', '=', 'connected')
      .where('connections.expires_at', '<', new Date(Date.now() + AHEAD_MS))
      // What has failed for so long is left to calls and health checks, or it would hold up the others.
      .where('connections.expires_at', '>', new Date(Date.now() - GIVEN_UP_MS))
      .orderBy('connections.expires_at')
      .limit(BATCH)
      .execute()
  )
}

async function renewOne(services: Services, row: Row): Promise<void> {
  const ctx = systemContext(services, row.account_id, 'renewal ahead')
  const app = await appOf(ctx.db, row)
  if (!app) return
  // Looks again: until it is this one's turn, a call may have renewed it.
  await usableCredential(ctx, { app, connectionId: row.id }, AHEAD_MS)
}
