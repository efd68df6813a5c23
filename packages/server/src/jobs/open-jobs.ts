import type { Services } from '../context.ts'
import type { Job } from './job.ts'
import type { Queue } from './open-queue.ts'
import type { Work } from '../work.ts'

const HOUR_S = 3600
/** Between looks for work whose time has come; new work is told of at once. */
const LOOK_S = 5

/** The running jobs of this process. */
export interface Jobs {
  /** Asks what runs to stop, waits for it, and takes nothing new. */
  close(): Promise<void>
}

export interface JobsOptions {
  services: Services
  queue: Queue
  jobs: Job[]
  works?: Work[]
  /** How often this node looks for planned jobs, in seconds, at least 0.5. */
  pollSeconds?: number
}

/**
 * Starts the scheduled jobs, and the work that was asked for. All nodes look at one queue in the database, so a job
 * runs on one of them at a time; one whose node dies runs again.
 * @throws the driver's error when the queue cannot be prepared
 */
export async function openJobs({
  services,
  queue,
  jobs,
  works = [],
  pollSeconds = 15,
}: JobsOptions): Promise<Jobs> {
  const closing = new AbortController()
  const { boss } = queue
  for (const job of jobs) {
    await boss.createQueue(job.name, { policy: 'exclusive', expireInSeconds: HOUR_S })
    await boss.schedule(job.name, job.cron, null, { tz: 'UTC' })
    await boss.work(job.name, { pollingIntervalSeconds: pollSeconds }, () =>
      logged(services, job.name, () => job.run(services, closing.signal)),
    )
  }
  const lookSeconds = Math.min(pollSeconds, LOOK_S)
  for (const work of works) await startWork({ services, queue, work, lookSeconds, closing: closing.signal })
  return {
    async close() {
      closing.abort()
      await queue.close()
    },
  }
}

interface Working {
  services: Services
  queue: Queue
  work: Work
  lookSeconds: number
  closing: AbortSignal
}

/** One worker for each that may run at a time: a slow one keeps no other waiting. */
async function startWork({ services, queue, work, lookSeconds, closing }: Working): Promise<void> {
  const { boss } = queue
  const parallel = work.parallel ?? 1
  const options = {
    pollingIntervalSeconds: lookSeconds,
    notifyPollingIntervalSeconds: lookSeconds,
    localConcurrency: parallel,
    // Counted in this process: what two workers read from the database at the same moment, both could take.
    ...(parallel > 1 && { localGroupConcurrency: Math.ceil(parallel / 2) }),
  }
  await boss.work<object>(work.name, options, async ([task]) => {
    if (!task) return
    try {
      const signal = AbortSignal.any([closing, task.signal])
      await logged(services, work.name, () => work.run(services, task.data, signal))
    } finally {
      // Where there was something to do there may be more: all of them look again at once.
      for (const { id, name } of boss.getWipData()) if (name === work.name) boss.notifyWorker(id)
    }
  })
}

async function logged(services: Services, job: string, run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    services.log.error({ err: error, job }, 'a job failed')
    throw error
  }
}
