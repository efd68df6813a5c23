import type { WebhookInput, WebhookWithSecret } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { commitChange } from '../audit/commit-change.ts'
import { authorise } from '../authorise.ts'
import type { Context, Tx } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { checkUrl } from '../net/guarded-url.ts'
import { maskUrl } from '../net/mask-url.ts'
import { json } from '../storage/json.ts'
import { requireWebhook } from './require-webhook.ts'
import { newSigningSecret, sealWebhook } from './sealed-webhook.ts'
import { webhookAnswer } from './webhook-answer.ts'

/** Every one of them gets a message at every event. */
const MOST = 20

/**
 * Makes a webhook; its signing secret is in this answer and nowhere else.
 * @throws Refusal `invalid` for an address that is malformed or guarded; `conflict` when the account has too many
 */
export async function createWebhook({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof WebhookInput>
}): Promise<z.input<typeof WebhookWithSecret>> {
  authorise(ctx, 'webhooks.manage')
  const { url, description, events } = input
  await checkUrl(url, { allowed: ctx.services.allowedHosts })
  const id = newId('whk')
  const secret = newSigningSecret()
  await commitChange(ctx, async (tx, record) => {
    await refuseTooMany(tx, ctx)
    const { accountId, services } = ctx
    const sealed = await sealWebhook(services, { accountId, id }, { url, secret, previous: null }, tx)
    const url_masked = maskUrl(url)
    await tx
      .insertInto('webhooks')
      .values({
        id,
        account_id: accountId,
        url_masked,
        description,
        events: json(events),
        sealed,
        created_by: ctx.actor.name,
      })
      .execute()
    record({ action: 'webhook.created', detail: { webhook: id, url: url_masked, events } })
  })
  return { ...webhookAnswer(await requireWebhook(ctx, id)), secret }
}

async function refuseTooMany(tx: Tx, ctx: Context): Promise<void> {
  const { count } = await tx
    .selectFrom('webhooks')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('account_id', '=', ctx.accountId)
    .executeTakeFirstOrThrow()
  if (count >= MOST)
    throw new Refusal('conflict', `An account has at most ${MOST} webhooks.`, {
      hint: 'Delete one that nobody needs.',
    })
}
