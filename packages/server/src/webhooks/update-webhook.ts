import type { Webhook, WebhookPatch } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { commitChange } from '../audit/commit-change.ts'
import { authorise } from '../authorise.ts'
import type { Context, Tx } from '../context.ts'
import { Refusal } from '../errors.ts'
import { checkUrl } from '../net/guarded-url.ts'
import { maskUrl } from '../net/mask-url.ts'
import { json } from '../storage/json.ts'
import { holdWebhook, requireWebhook } from './require-webhook.ts'
import { openWebhook, sealWebhook } from './sealed-webhook.ts'
import { webhookAnswer } from './webhook-answer.ts'
import type { WebhookRow } from './webhook-answer.ts'

type Patch = z.output<typeof WebhookPatch> & { id: string }

/**
 * Changes what is given; turning a webhook on forgets why it was off. Its secret stays, also at another address.
 * @throws Refusal `version_conflict` when somebody saved in between; `invalid` for an address that may not be used
 */
export async function updateWebhook({
  ctx,
  input,
}: {
  ctx: Context
  input: Patch
}): Promise<z.input<typeof Webhook>> {
  authorise(ctx, 'webhooks.manage')
  await requireWebhook(ctx, input.id)
  if (input.url !== undefined) await checkUrl(input.url, { allowed: ctx.services.allowedHosts })
  await commitChange(ctx, async (tx, record) => {
    const present = await holdWebhook(tx, ctx, input.id)
    refuseStale(present, input)
    await tx
      .updateTable('webhooks')
      .set({
        description: input.description,
        events: input.events && json(input.events),
        enabled: input.enabled,
        ...(input.enabled === undefined ? {} : { disabled_reason: null, failing_since: null }),
        ...(input.url === undefined ? {} : await movedTo(tx, ctx, present, input.url)),
        version: sql`version + 1`,
        updated_at: new Date(),
      })
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', input.id)
      .execute()
    const fields = Object.keys(input).filter((field) => !['id', 'version'].includes(field))
    record({ action: 'webhook.updated', detail: { webhook: input.id, fields } })
  })
  return webhookAnswer(await requireWebhook(ctx, input.id))
}

function refuseStale(present: WebhookRow, input: Patch): void {
  if (present.version === input.version) return
  throw new Refusal('version_conflict', 'Somebody else saved this webhook in between.', {
    hint: 'Read it again, and repeat your change on top.',
    details: { current: webhookAnswer(present) },
  })
}

async function movedTo(tx: Tx, ctx: Context, present: WebhookRow, url: string) {
  const { accountId, services } = ctx
  const secrets = await openWebhook(services, present, tx)
  const sealed = await sealWebhook(services, { accountId, id: present.id }, { ...secrets, url }, tx)
  return { sealed, url_masked: maskUrl(url), failing_since: null }
}
