import type { Services } from '../context.ts'

/** Work that the hub does by itself, on one node at a time. */
export interface Job {
  /** Names its queue in the database. */
  name: string
  /** When it runs: minute, hour, day, month, weekday, in UTC. */
  cron: string
  /** Must stop soon after `signal`, and may be run again at any time: what it had not done is done then. */
  run(services: Services, signal: AbortSignal): Promise<void>
}
