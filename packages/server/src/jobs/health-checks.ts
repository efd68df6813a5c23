import { sql } from 'kysely'
import { appOf } from '../apps/app-of.ts'
import { checkConnection } from '../connections/check-connection.ts'
import { systemContext } from '../context.ts'
import type { Services } from '../context.ts'
import type { Job } from './job.ts'

/** Looked at this often, unless somebody asks sooner. */
const EVERY_HOURS = 6
const BATCH = 100

/** Asks every connected app now and then who is connected: a grant that was taken back is seen before a run needs it. */
export const healthChecks: Job = {
  name: 'health-checks',
  cron: '*/10 * * * *',
  async run(services, signal) {
    for (const { id, ...row } of await due(services)) {
      if (signal.aborted) return
      const ctx = systemContext(services, row.account_id, 'health check')
      const app = await appOf(ctx.db, row)
      if (!app) continue
      await checkConnection(ctx, { app, connectionId: id }).catch((error: unknown) => {
        services.log.warn({ err: error, connection: id }, 'a connection could not be checked')
      })
    }
  },
}

function due({ database: { db } }: Services) {
  return db
    .selectFrom('connections')
    .innerJoin('connectors', 'connectors.id', 'connections.connector_id')
    .select([
      'connections.id',
      'connections.account_id',
      'connectors.slug',
      'connectors.created_by',
      'connectors.family',
    ])
    .where('connectors.family', '=', 'app')
    .where('connections.status', '=', 'connected')
    .where((eb) =>
      eb.or([
        eb('connections.probe_at', 'is', null),
        eb('connections.probe_at', '<', sql<Date>`now() - make_interval(hours => ${EVERY_HOURS})`),
      ]),
    )
    .orderBy(sql`connections.probe_at nulls first`)
    .limit(BATCH)
    .execute()
}
