import { accountsToPrune, pruneEvents } from '../audit/prune-events.ts'
import { systemContext } from '../context.ts'
import type { Services } from '../context.ts'
import type { Job } from './job.ts'

const DAY_MS = 24 * 60 * 60_000

/** Deletes audit events that are older than the operator keeps them; without that setting, none. */
export const auditRetention: Job = {
  name: 'audit-retention',
  cron: '41 3 * * *',
  async run(services, signal) {
    const { auditRetentionDays } = services.config
    if (auditRetentionDays === undefined) return
    await pruneAll(services, new Date(Date.now() - auditRetentionDays * DAY_MS), signal)
  },
}

/** Deletes the events of every account that are older than `before`. */
export async function pruneAll(services: Services, before: Date, signal: AbortSignal): Promise<void> {
  for (const accountId of await accountsToPrune(services.database, before)) {
    if (signal.aborted) return
    const ctx = systemContext(services, accountId, 'audit retention')
    const deleted = await pruneEvents({ ctx, before, signal })
    services.log.info({ account: accountId, deleted, before }, 'old audit events were deleted')
  }
}
