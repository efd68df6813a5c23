import type { WebhookDeliveryDetail } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { requireDelivery } from './require-webhook.ts'
import { deliveryAnswer } from './webhook-answer.ts'

/** Reads one message with what is posted. @throws Refusal `not_found` */
export async function getDelivery({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string; delivery_id: string }
}): Promise<z.input<typeof WebhookDeliveryDetail>> {
  authorise(ctx, 'webhooks.read')
  const row = await requireDelivery(ctx, input)
  return { ...deliveryAnswer(row), body: row.body }
}
