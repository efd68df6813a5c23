import { forgetDeliveries, resumeDeliveries } from '../webhooks/keep-deliveries.ts'
import type { Job } from './job.ts'

/** Goes on with deliveries whose turn was lost, and forgets those that were over long ago. */
export const webhookUpkeep: Job = {
  name: 'webhook-upkeep',
  cron: '*/15 * * * *',
  async run(services, signal) {
    await resumeDeliveries(services, signal)
    await forgetDeliveries(services)
  },
}
