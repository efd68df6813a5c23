import { resumeRevocations } from '../connections/revoke-grant.ts'
import { forgetDeliveries, resumeDeliveries } from '../webhooks/keep-deliveries.ts'
import type { Job } from './job.ts'

/** Goes on with deliveries and revocations whose turn was lost, and forgets deliveries that were over long ago. */
export const upkeep: Job = {
  name: 'upkeep',
  cron: '*/15 * * * *',
  async run(services, signal) {
    await resumeDeliveries(services, signal)
    await resumeRevocations(services)
    await forgetDeliveries(services)
  },
}
