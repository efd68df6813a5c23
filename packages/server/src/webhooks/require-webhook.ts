import type { Context, Tx } from '../context.ts'
import { Refusal, notFound } from '../errors.ts'
import type { DeliveryRow, WebhookRow } from './webhook-answer.ts'

/** One webhook of the account. @throws Refusal `not_found` */
export async function requireWebhook(ctx: Context, id: string, db = ctx.db): Promise<WebhookRow> {
  const row = await db
    .selectFrom('webhooks')
    .selectAll()
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('webhook')
  return row
}

/**
 * The same, for a change of it. The account's row is locked first: an event locks the account and then the webhooks
 * that it tells, so the other order would let the two wait for each other.
 */
export async function holdWebhook(tx: Tx, ctx: Context, id: string): Promise<WebhookRow> {
  await tx
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', ctx.accountId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return requireWebhook(ctx, id, tx)
}

/** One that messages are sent to. @throws Refusal `conflict` when it is turned off */
export function refuseDisabled({ enabled }: WebhookRow): void {
  if (!enabled)
    throw new Refusal('conflict', 'This webhook is turned off, so nothing is sent to it.', {
      hint: 'Turn it on first.',
    })
}

/** One message to that webhook. @throws Refusal `not_found` */
export async function requireDelivery(
  ctx: Context,
  { id, delivery_id }: { id: string; delivery_id: string },
  db = ctx.db,
): Promise<DeliveryRow> {
  const row = await db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('account_id', '=', ctx.accountId)
    .where('webhook_id', '=', id)
    .where('id', '=', delivery_id)
    .executeTakeFirst()
  if (!row) throw notFound('delivery')
  return row
}
