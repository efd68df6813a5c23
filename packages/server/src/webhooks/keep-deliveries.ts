import { sql } from 'kysely'
import { askForAttempt } from '../announcements/add-delivery.ts'
import { systemContext } from '../context.ts'
import type { Services } from '../context.ts'

const BATCH = 500

/**
 * Asks again for attempts that are long overdue: what asked for them is lost when the database is restored from a
 * backup, which does not hold the queue. Asking twice does no harm.
 */
export async function resumeDeliveries(services: Services, signal: AbortSignal): Promise<void> {
  const { db } = services.database
  let after = ''
  while (!signal.aborted) {
    const overdue = await db
      .selectFrom('webhook_deliveries')
      .select(['id', 'account_id', 'attempts'])
      .where('status', '=', 'pending')
      .where('next_attempt_at', '<', sql<Date>`now() - interval '15 minutes'`)
      .where('id', '>', after)
      .orderBy('id')
      .limit(BATCH)
      .execute()
    await db.transaction().execute(async (tx) => {
      for (const { id, account_id, attempts } of overdue)
        await askForAttempt(tx, systemContext(services, account_id, 'webhooks'), { id, attempt: attempts })
    })
    after = overdue.at(-1)?.id ?? after
    if (overdue.length < BATCH) return
  }
}

/** Deletes messages whose delivery was over 30 days ago. */
export async function forgetDeliveries({ database: { db } }: Services): Promise<void> {
  await db
    .deleteFrom('webhook_deliveries')
    .where('finished_at', '<', sql<Date>`now() - interval '30 days'`)
    .execute()
}
