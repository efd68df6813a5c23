import { sql } from 'kysely'
import { askForAttempt } from '../announcements/add-delivery.ts'
import { systemContext } from '../context.ts'
import type { Context, Db, Services, Tx } from '../context.ts'
import { disableWebhook } from './disable-webhook.ts'
import type { Attempt } from './post-message.ts'

const MINUTE_S = 60
const HOUR_S = 3600
/** The waits between the attempts: nine of them in a little over 22 hours. */
const retryDelays = [5, 30, 2 * MINUTE_S, 10 * MINUTE_S, HOUR_S, 3 * HOUR_S, 6 * HOUR_S, 12 * HOUR_S]
/** Failing for as long as this without a single success turns a webhook off. */
const PATIENCE_MS = 3 * 24 * HOUR_S * 1000
/** RFC 9110 section 15.5.11: gone for good. */
const GONE = 410

interface Tried {
  id: string
  account_id: string
  webhook_id: string
  /** Before this one. */
  attempts: number
}

/** Notes an attempt, and asks for the next one or ends the delivery; a webhook that will not recover is turned off. */
export async function settleAttempt(services: Services, tried: Tried, attempt: Attempt): Promise<void> {
  const ctx = systemContext(services, tried.account_id, 'webhooks')
  const failingSince = await ctx.db.transaction().execute((tx) => note(tx, ctx, tried, attempt))
  if (attempt.status === GONE)
    await disableWebhook(ctx, tried.webhook_id, 'The receiver answered 410 Gone: it wants no more messages.')
  else if (failingSince && failingSince.getTime() < Date.now() - PATIENCE_MS)
    await disableWebhook(
      ctx,
      tried.webhook_id,
      `Every attempt of three days failed. The last one: ${attempt.error}`,
    )
}

/** Ends a delivery without an attempt. */
export async function endDelivery(db: Db, { id, account_id }: Tried, why: string): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ status: 'failed', last_error: why, next_attempt_at: null, finished_at: new Date() })
    .where('account_id', '=', account_id)
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .execute()
}

/** The webhook before the delivery: that is the order in which deleting a webhook locks them. */
async function note(tx: Tx, ctx: Context, tried: Tried, attempt: Attempt): Promise<Date | null> {
  const failingSince = await noteHealth(tx, tried, attempt.ok)
  const wait = attempt.ok || attempt.status === GONE ? undefined : retryDelays[tried.attempts]
  const now = Date.now()
  const noted = await tx
    .updateTable('webhook_deliveries')
    .set({
      attempts: tried.attempts + 1,
      response_status: attempt.status,
      last_error: attempt.error,
      last_attempt_at: new Date(now),
      status: attempt.ok ? 'delivered' : wait === undefined ? 'failed' : 'pending',
      next_attempt_at: wait === undefined ? null : new Date(now + wait * 1000),
      finished_at: wait === undefined ? new Date(now) : null,
    })
    .where('account_id', '=', tried.account_id)
    .where('id', '=', tried.id)
    .where('status', '=', 'pending')
    // The same attempt made twice must not begin a second row of attempts.
    .where('attempts', '=', tried.attempts)
    .executeTakeFirst()
  if (noted.numUpdatedRows > 0n && wait !== undefined)
    await askForAttempt(tx, ctx, { id: tried.id, attempt: tried.attempts + 1 }, wait)
  return failingSince
}

/** Answers since when every attempt has failed; null when this one went well. */
async function noteHealth(tx: Tx, { account_id, webhook_id }: Tried, ok: boolean): Promise<Date | null> {
  const row = await tx
    .updateTable('webhooks')
    .set({ failing_since: ok ? null : sql<Date>`coalesce(failing_since, now())` })
    .where('account_id', '=', account_id)
    .where('id', '=', webhook_id)
    .returning('failing_since')
    .executeTakeFirst()
  return row?.failing_since ?? null
}
