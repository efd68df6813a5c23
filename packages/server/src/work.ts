import type { Services } from './context.ts'

/** Work that somebody asked for: done once or, after a failure, again, by whichever node comes first. */
export interface Work<Data extends object = object> {
  /** Names its queue in the database; what `Outbox.add` is given. */
  name: string
  /** How often a failed run is tried again before it is given up. */
  retryLimit: number
  /** Before the first try again; in seconds. */
  retryDelaySeconds: number
  /** Whether each further wait is twice as long as the one before. */
  backoff: boolean
  /**
   * How many run at a time on one node; one if absent. Of one group no more than half as many run there, so that it
   * cannot hold up the others.
   */
  parallel?: number
  /**
   * May be run twice for one `data`: what was done already must change nothing. Must stop soon after `signal`, by
   * throwing when it is not done.
   */
  run(services: Services, data: Data, signal: AbortSignal): Promise<void>
}
