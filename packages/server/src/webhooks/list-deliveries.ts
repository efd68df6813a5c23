import type { WebhookDeliveryPage, WebhookDeliveryQuery } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { requireWebhook } from './require-webhook.ts'
import { deliveryAnswer } from './webhook-answer.ts'

/** What was sent to a webhook and what is still to be, newest first. Finished ones are kept for 30 days. */
export async function listDeliveries({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof WebhookDeliveryQuery> & { id: string }
}): Promise<z.input<typeof WebhookDeliveryPage>> {
  authorise(ctx, 'webhooks.read')
  const { id } = await requireWebhook(ctx, input.id)
  let query = ctx.db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('account_id', '=', ctx.accountId)
    .where('webhook_id', '=', id)
    .orderBy('id', 'desc')
    .limit(input.limit + 1)
  if (input.status !== undefined) query = query.where('status', '=', input.status)
  if (input.cursor !== undefined) query = query.where('id', '<', input.cursor)
  const rows = await query.execute()
  const page = rows.slice(0, input.limit)
  const has_more = rows.length > page.length
  const last = page.at(-1)
  return { items: page.map(deliveryAnswer), has_more, ...(has_more && last && { cursor: last.id }) }
}
