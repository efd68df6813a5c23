import type { WebhookWithSecret } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { commitChange } from '../audit/commit-change.ts'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { holdWebhook, requireWebhook } from './require-webhook.ts'
import { newSigningSecret, openWebhook, sealWebhook } from './sealed-webhook.ts'
import { webhookAnswer } from './webhook-answer.ts'

const OVERLAP_MS = 24 * 3600_000

/**
 * Gives a webhook a new secret, shown in this answer only. For a day messages are signed with the one before as well,
 * so that a receiver can change over without losing any; a second rotation within that day ends the oldest at once.
 */
export async function rotateWebhookSecret({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<z.input<typeof WebhookWithSecret>> {
  authorise(ctx, 'webhooks.manage')
  const secret = newSigningSecret()
  const { accountId, services } = ctx
  await commitChange(ctx, async (tx, record) => {
    const present = await holdWebhook(tx, ctx, input.id)
    const { url, secret: previous } = await openWebhook(services, present, tx)
    const sealed = await sealWebhook(services, { accountId, id: input.id }, { url, secret, previous }, tx)
    await tx
      .updateTable('webhooks')
      .set({
        sealed,
        previous_secret_until: new Date(Date.now() + OVERLAP_MS),
        version: sql`version + 1`,
        updated_at: new Date(),
      })
      .where('account_id', '=', accountId)
      .where('id', '=', input.id)
      .execute()
    record({ action: 'webhook.secret_rotated', detail: { webhook: input.id } })
  })
  return { ...webhookAnswer(await requireWebhook(ctx, input.id)), secret }
}
