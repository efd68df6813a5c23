import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import { noMeters } from '../meters.ts'
import type { Meters } from '../meters.ts'
import type { Database } from '../storage/database.ts'
import type { ChainHead } from './chain-heads.ts'
import type { NewEvent } from './new-event.ts'
import { writeBatch } from './write-batch.ts'
import type { Written } from './write-batch.ts'

const BATCH_ROWS = 500
/** How long rows that nobody waits for gather; they are due within 100 ms of the answer. */
const GATHER_MS = 25
/** A bound on memory: at 8 kB a row this is 400 MB, and a database that far behind will not catch up. */
const WAITING_ROWS = 50_000
/** Accounts whose place in the chain is remembered. */
const MOST_HEADS = 10_000

export interface CallWriterOptions {
  database: Database
  log: Logger
  meters?: Meters | undefined
}

interface WaitingRow {
  event: NewEvent
  /** Somebody waits for it. */
  urgent: boolean
  resolve: () => void
  reject: (error: unknown) => void
}

/**
 * Commits rows in groups, in the order in which they came: while one transaction runs, the rows for the next one
 * gather. An idle writer writes at once what somebody waits for, and lets the rest gather for a moment; a busy one
 * writes bigger batches instead of more of them.
 */
export class CallWriter {
  readonly #database: Database
  readonly #log: Logger
  readonly #meters: Meters
  readonly #heads = new LRUCache<string, ChainHead>({ max: MOST_HEADS })
  #waiting: WaitingRow[] = []
  #writing: Promise<void> | undefined
  /** Ends the gathering; undefined while nothing gathers. */
  #wake: (() => void) | undefined
  #closed = false

  constructor({ database, log, meters = noMeters }: CallWriterOptions) {
    this.#database = database
    this.#log = log
    this.#meters = meters
    meters.watch({
      name: 'jackfield_audit_waiting_rows',
      help: 'Audit rows that wait to be written.',
      read: () => ({ '': this.#waiting.length }),
    })
  }

  /** Resolves when the row is committed; rejects when it is not. `urgent`: somebody waits for that. */
  append(event: NewEvent, urgent: boolean): Promise<void> {
    if (this.#closed) return Promise.reject(new Error('The audit log is closed.'))
    if (this.#waiting.length >= WAITING_ROWS)
      return Promise.reject(new Error('Too many rows wait to be written.'))
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, urgent, resolve, reject })
      if (urgent) this.#wake?.()
      this.#writing ??= this.#writeAll()
    })
  }

  /** Writes what waits; refuses what comes later. */
  async close(): Promise<void> {
    this.#closed = true
    this.#wake?.()
    await this.#writing
  }

  async #writeAll(): Promise<void> {
    // What is appended in the same tick goes into the same batch.
    await Promise.resolve()
    while (this.#waiting.length > 0) {
      await this.#gather()
      await this.#writeNext()
    }
    this.#writing = undefined
  }

  async #gather(): Promise<void> {
    if (this.#closed || this.#waiting.length >= BATCH_ROWS || this.#waiting.some((row) => row.urgent)) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, GATHER_MS)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = undefined
  }

  async #writeNext(): Promise<void> {
    const rows = this.#waiting.splice(0, BATCH_ROWS)
    const started = performance.now()
    const written = await writeBatch(
      this.#database,
      rows.map((row) => row.event),
      this.#heads,
    )
    this.#meters.auditBatch(rows.length, performance.now() - started)
    this.#report(written)
    for (const [position, row] of rows.entries()) {
      const failed = written[position]
      if (failed) row.reject(failed.error)
      else row.resolve()
    }
  }

  #report(written: Written[]): void {
    const failed = written.filter((row) => row !== undefined)
    const first = failed[0]
    if (!first) return
    // Not the error itself: the database's own details repeat the row.
    const reason = first.error instanceof Error ? first.error.message : 'unknown'
    this.#log.error({ rows: failed.length, reason }, 'Calls could not be written to the audit log.')
  }
}
