import type { Context, Tx } from '../context.ts'
import { newId } from '../ids.ts'

/** The work that posts a message; its data is a `DeliveryTask`. */
export const deliverWork = 'deliver-webhook'

/** One attempt: it is made only while that many attempts have been made before. */
export interface DeliveryTask {
  account_id: string
  id: string
  attempt: number
}

/** What a webhook is told, as Standard Webhooks proposes it. */
export interface Message {
  type: string
  at: Date
  data: object
}

/** Writes a message for a webhook and asks for its delivery. Answers its id. */
export async function addDelivery(
  tx: Tx,
  ctx: Pick<Context, 'accountId' | 'services'>,
  webhookId: string,
  { type, at, data }: Message,
): Promise<string> {
  const id = newId('msg')
  await tx
    .insertInto('webhook_deliveries')
    .values({
      id,
      account_id: ctx.accountId,
      webhook_id: webhookId,
      event: type,
      body: JSON.stringify({ type, timestamp: at.toISOString(), data }),
      next_attempt_at: new Date(),
    })
    .execute()
  await askForAttempt(tx, ctx, { id, attempt: 0 })
  return id
}

/** Asks for one attempt, at once or after a while. */
export async function askForAttempt(
  tx: Tx,
  { accountId, services }: Pick<Context, 'accountId' | 'services'>,
  { id, attempt }: { id: string; attempt: number },
  afterSeconds = 0,
): Promise<void> {
  const task: DeliveryTask = { account_id: accountId, id, attempt }
  await services.queue.add(tx, deliverWork, task, { afterSeconds, group: accountId })
}
