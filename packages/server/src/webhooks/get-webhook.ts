import type { Webhook } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { requireWebhook } from './require-webhook.ts'
import { webhookAnswer } from './webhook-answer.ts'

/** Reads one webhook. @throws Refusal `not_found` */
export async function getWebhook({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<z.input<typeof Webhook>> {
  authorise(ctx, 'webhooks.read')
  return webhookAnswer(await requireWebhook(ctx, input.id))
}
