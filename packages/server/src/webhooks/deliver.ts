import type { DeliveryTask } from '../announcements/add-delivery.ts'
import type { Db, Services } from '../context.ts'
import { Refusal } from '../errors.ts'
import { postMessage } from './post-message.ts'
import type { Attempt } from './post-message.ts'
import { openWebhook } from './sealed-webhook.ts'
import { endDelivery, settleAttempt } from './settle-attempt.ts'

/**
 * Makes one attempt to deliver a message, and sees to what follows from it. Does nothing when that attempt was made
 * already, or nobody waits for it any more.
 * @throws the signal's reason when the hub ends meanwhile, which counts as no attempt
 */
export async function deliver(services: Services, task: DeliveryTask, signal: AbortSignal): Promise<void> {
  const { db } = services.database
  const delivery = await readDelivery(db, task)
  if (!delivery) return
  if (!delivery.enabled) return endDelivery(db, delivery, 'The webhook was turned off.')
  const attempt = await post(services, delivery, signal)
  if (!attempt.ok) signal.throwIfAborted()
  await settleAttempt(services, delivery, attempt)
}

type Delivery = NonNullable<Awaited<ReturnType<typeof readDelivery>>>

/** A secret that does not open is a failed attempt: it may open later, when keys are being rotated right now. */
async function post(services: Services, delivery: Delivery, signal: AbortSignal): Promise<Attempt> {
  try {
    const { db } = services.database
    const { url, secret, previous } = await openWebhook(
      services,
      { ...delivery, id: delivery.webhook_id },
      db,
    )
    const until = delivery.previous_secret_until?.getTime() ?? 0
    const secrets = previous !== null && until > Date.now() ? [secret, previous] : [secret]
    return await postMessage(services, { url, secrets, id: delivery.id, body: delivery.body }, signal)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'internal')
      return { ok: false, status: null, error: error.message }
    throw error
  }
}

function readDelivery(db: Db, { account_id, id, attempt }: DeliveryTask) {
  return db
    .selectFrom('webhook_deliveries as delivery')
    .innerJoin('webhooks as webhook', 'webhook.id', 'delivery.webhook_id')
    .select([
      'delivery.id',
      'delivery.account_id',
      'delivery.webhook_id',
      'delivery.body',
      'delivery.attempts',
    ])
    .select(['webhook.enabled', 'webhook.sealed', 'webhook.previous_secret_until'])
    .where('delivery.account_id', '=', account_id)
    .where('delivery.id', '=', id)
    .where('delivery.status', '=', 'pending')
    .where('delivery.attempts', '=', attempt)
    .executeTakeFirst()
}
