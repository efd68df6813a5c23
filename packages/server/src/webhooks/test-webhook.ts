import type { WebhookDelivery } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { addDelivery } from '../announcements/add-delivery.ts'
import { commitChange } from '../audit/commit-change.ts'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { holdWebhook, refuseDisabled, requireDelivery } from './require-webhook.ts'
import { deliveryAnswer } from './webhook-answer.ts'

/**
 * Sends a `webhook.test` message, whatever events the webhook is for. Answers before it is delivered.
 * @throws Refusal `conflict` when the webhook is turned off
 */
export async function testWebhook({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<z.input<typeof WebhookDelivery>> {
  authorise(ctx, 'webhooks.manage')
  const delivery_id = await commitChange(ctx, async (tx, record) => {
    refuseDisabled(await holdWebhook(tx, ctx, input.id))
    record({ action: 'webhook.tested', detail: { webhook: input.id } })
    const { type, id, name } = ctx.actor
    const data = { event_id: null, account_id: ctx.accountId, actor: { type, id, name }, connector: null }
    const detail = { message: 'This is a test.' }
    return addDelivery(tx, ctx, input.id, {
      type: 'webhook.test',
      at: new Date(),
      data: { ...data, detail },
    })
  })
  return deliveryAnswer(await requireDelivery(ctx, { id: input.id, delivery_id }))
}
