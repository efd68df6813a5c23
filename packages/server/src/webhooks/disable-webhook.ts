import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { holdWebhook, refuseDisabled } from './require-webhook.ts'

/** Turns a webhook off, with the reason kept for its people. Does nothing when it is off already, or gone. */
export async function disableWebhook(ctx: Context, id: string, reason: string): Promise<void> {
  try {
    await commitChange(ctx, async (tx, record) => {
      const webhook = await holdWebhook(tx, ctx, id)
      refuseDisabled(webhook)
      await tx
        .updateTable('webhooks')
        .set({ enabled: false, disabled_reason: reason, updated_at: new Date() })
        .where('account_id', '=', ctx.accountId)
        .where('id', '=', id)
        .execute()
      record({ action: 'webhook.disabled', detail: { webhook: id, url: webhook.url_masked, reason } })
    })
  } catch (error) {
    if (!(error instanceof Refusal && ['conflict', 'not_found'].includes(error.code))) throw error
  }
}
