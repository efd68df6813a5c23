import { randomUUID } from 'node:crypto'
import type { PgBoss } from 'pg-boss'
import { fromKysely } from 'pg-boss'
import type { Logger } from 'pino'
import type { Outbox } from '../context.ts'
import type { Database } from '../storage/database.ts'
import { newQueue } from './queue.ts'
import type { Work } from '../work.ts'

/** Longer than any work takes: one whose node died is given to another after this time. */
const EXPIRE_S = 120
/** How long the queue remembers what is done. */
const REMEMBER_S = 24 * 3600

/** The queue of this process, ready to take work. Nothing is run before `openJobs`. */
export interface Queue extends Outbox {
  boss: PgBoss
  /** May be called twice. */
  close(): Promise<void>
}

export interface QueueOptions {
  database: Database
  log: Logger
  works: Work[]
}

/**
 * Opens the queue with a place for each kind of work.
 * @throws the driver's error when the queue cannot be prepared
 */
export async function openQueue({ database, log, works }: QueueOptions): Promise<Queue> {
  const boss = newQueue(database)
  boss.on('error', (error) => log.error({ err: error }, 'the job queue failed'))
  await boss.start()
  for (const work of works) await makePlace(boss, work)
  const names = new Set(works.map(({ name }) => name))
  return {
    boss,
    async add(tx, work, data, { afterSeconds = 0, group } = {}) {
      if (!names.has(work)) throw new TypeError(`no work is called ${work}`)
      await boss.send(work, data, {
        db: fromKysely(tx),
        startAfter: afterSeconds,
        ...(group !== undefined && { group: { id: group } }),
      })
    },
    close: () => boss.stop({ graceful: true, close: false, timeout: 10_000 }),
  }
}

async function makePlace(boss: PgBoss, work: Work): Promise<void> {
  const options = {
    retryLimit: work.retryLimit,
    retryDelay: work.retryDelaySeconds,
    retryBackoff: work.backoff,
    expireInSeconds: EXPIRE_S,
    deleteAfterSeconds: REMEMBER_S,
    // Every node is told of new work when it is committed.
    notify: true,
  }
  await boss.createQueue(work.name, options)
  // Made by an earlier version, perhaps with other options.
  await boss.updateQueue(work.name, options)
  // Reads what the queue knows of itself now. Else it would be read at the first `add`, on a connection of its own,
  // which on the embedded database waits for the very transaction that adds.
  await boss.findJobs(work.name, { id: randomUUID() })
}
