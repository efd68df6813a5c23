import { sql } from 'kysely'
import type { Job } from './job.ts'

/** Deletes what has expired and opens nothing any more: sessions, sign-ins, invitations, counted log-in tries, notes of deletion. */
export const cleanUp: Job = {
  name: 'clean-up',
  cron: '17 * * * *',
  async run({ database: { db } }) {
    await db
      .deleteFrom('sessions')
      .where('expires_at', '<', sql<Date>`now()`)
      .execute()
    await db
      .deleteFrom('sign_ins')
      .where('expires_at', '<', sql<Date>`now()`)
      .execute()
    // Listed as open until then, so that a person sees that it lapsed.
    await db
      .deleteFrom('invitations')
      .where('accepted_at', 'is', null)
      .where('expires_at', '<', sql<Date>`now() - interval '30 days'`)
      .execute()
    // Every node has asked since then, or has dropped whatever it kept.
    await db
      .deleteFrom('deleted_accounts')
      .where('deleted_at', '<', sql<Date>`now() - interval '1 hour'`)
      .execute()
    await db.deleteFrom('rate_limits').where('expire', '<', Date.now()).execute()
  },
}
