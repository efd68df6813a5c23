import type { WebhookList } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { webhookAnswer } from './webhook-answer.ts'

/** The account's webhooks, oldest first. */
export async function listWebhooks({ ctx }: { ctx: Context }): Promise<z.input<typeof WebhookList>> {
  authorise(ctx, 'webhooks.read')
  const rows = await ctx.db
    .selectFrom('webhooks')
    .selectAll()
    .where('account_id', '=', ctx.accountId)
    .orderBy('id')
    .execute()
  return { items: rows.map(webhookAnswer) }
}
