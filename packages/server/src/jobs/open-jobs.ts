import type { Services } from '../context.ts'
import type { Job } from './job.ts'
import { newQueue } from './queue.ts'

const HOUR_S = 3600

/** The running jobs of this process. */
export interface Jobs {
  /** Asks what runs to stop, waits for it, and takes nothing new. */
  close(): Promise<void>
}

export interface JobsOptions {
  services: Services
  jobs: Job[]
  /** How often this node looks for work, in seconds, at least 0.5. */
  pollSeconds?: number
}

/**
 * Starts the scheduled jobs. All nodes look at one queue in the database, so a job runs on one of them at a time;
 * one whose node dies runs again.
 * @throws the driver's error when the queue cannot be prepared
 */
export async function openJobs({ services, jobs, pollSeconds = 15 }: JobsOptions): Promise<Jobs> {
  const closing = new AbortController()
  const boss = newQueue(services.database)
  boss.on('error', (error) => services.log.error({ err: error }, 'the job queue failed'))
  await boss.start()
  for (const job of jobs) {
    await boss.createQueue(job.name, { policy: 'exclusive', expireInSeconds: HOUR_S })
    await boss.schedule(job.name, job.cron, null, { tz: 'UTC' })
    await boss.work(job.name, { pollingIntervalSeconds: pollSeconds }, () =>
      runJob(services, job, closing.signal),
    )
  }
  return {
    async close() {
      closing.abort()
      await boss.stop({ graceful: true, close: false, timeout: 10_000 })
    },
  }
}

async function runJob(services: Services, job: Job, signal: AbortSignal): Promise<void> {
  try {
    await job.run(services, signal)
  } catch (error) {
    services.log.error({ err: error, job: job.name }, 'a job failed')
    throw error
  }
}
