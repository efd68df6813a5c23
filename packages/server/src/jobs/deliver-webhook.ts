import { deliverWork } from '../announcements/add-delivery.ts'
import type { DeliveryTask } from '../announcements/add-delivery.ts'
import { deliver } from '../webhooks/deliver.ts'
import type { Work } from '../work.ts'

/** Posts one message to a webhook. What the receiver does is no failure of it: only the database's trouble is. */
export const deliverWebhook: Work<DeliveryTask> = {
  name: deliverWork,
  retryLimit: 10,
  retryDelaySeconds: 5,
  backoff: true,
  parallel: 4,
  run: deliver,
}
