import type { WebhookDelivery } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { askForAttempt } from '../announcements/add-delivery.ts'
import { commitChange } from '../audit/commit-change.ts'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { holdWebhook, refuseDisabled, requireDelivery } from './require-webhook.ts'
import { deliveryAnswer } from './webhook-answer.ts'

/**
 * Sends a message again, at once: the same id and body, newly signed. One that is still being tried is tried now;
 * one that is over begins anew.
 * @throws Refusal `conflict` when the webhook is turned off
 */
export async function redeliver({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string; delivery_id: string }
}): Promise<z.input<typeof WebhookDelivery>> {
  authorise(ctx, 'webhooks.manage')
  await commitChange(ctx, async (tx, record) => {
    refuseDisabled(await holdWebhook(tx, ctx, input.id))
    const { id, event, status, attempts } = await requireDelivery(ctx, input, tx)
    const attempt = status === 'pending' ? attempts : 0
    await tx
      .updateTable('webhook_deliveries')
      .set({ status: 'pending', attempts: attempt, next_attempt_at: new Date(), finished_at: null })
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', id)
      .execute()
    await askForAttempt(tx, ctx, { id, attempt })
    record({ action: 'webhook.redelivered', detail: { webhook: input.id, delivery: id, event } })
  })
  return deliveryAnswer(await requireDelivery(ctx, input))
}
