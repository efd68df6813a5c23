import { commitChange } from '../audit/commit-change.ts'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { holdWebhook } from './require-webhook.ts'

/** Deletes a webhook with its secrets and what was sent to it; what was still to be sent is not. */
export async function deleteWebhook({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  authorise(ctx, 'webhooks.manage')
  await commitChange(ctx, async (tx, record) => {
    const { id, url_masked } = await holdWebhook(tx, ctx, input.id)
    await tx.deleteFrom('webhooks').where('account_id', '=', ctx.accountId).where('id', '=', id).execute()
    record({ action: 'webhook.deleted', detail: { webhook: id, url: url_masked } })
  })
}
