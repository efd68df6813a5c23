import { Worker } from 'node:worker_threads'
import type { PGlite, PGliteQueryResults, PGliteTransaction } from 'kysely'
import type { EmbeddedModules } from './embedded-modules.ts'
import type {
  QueryFailure,
  QueryResult,
  WorkerMessage,
  WorkerRequest,
  WorkerStart,
} from './embedded-protocol.ts'
import { Turnstile } from './turnstile.ts'

interface Waiting {
  resolve(result: QueryResult): void
  reject(error: Error): void
}

/** SQLSTATE `in_failed_sql_transaction`: Kysely knows it as a transaction that was undone, not committed. */
const ABORTED_TRANSACTION = '25P02'

/**
 * The main thread's end of the embedded database: the part of PGlite that Kysely uses, carried to the worker.
 * There is one connection, so statements and whole transactions pass one at a time, in order of arrival.
 */
export class EmbeddedConnection implements PGlite {
  readonly waitReady: Promise<void>
  /** Told about the messages of the channels that are listened to. */
  onNotification: ((channel: string, payload: string) => void) | undefined
  readonly #worker: Worker
  readonly #turnstile = new Turnstile()
  readonly #waiting = new Map<number, Waiting>()
  readonly #ended: Promise<void>
  #lastId = 0
  #closing: Promise<void> | undefined
  #failure: Error | undefined

  /** Starts the database in `directory`, which is made if absent; `waitReady` tells how that went. */
  constructor(directory: string, modules: EmbeddedModules) {
    const workerData: WorkerStart = { directory, modules }
    this.#worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData })
    const ready = Promise.withResolvers<void>()
    const ended = Promise.withResolvers<void>()
    this.waitReady = ready.promise
    this.#ended = ended.promise
    this.#worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'ready') ready.resolve()
      else this.#receive(message)
    })
    this.#worker.on('error', (error) => {
      ready.reject(error)
      this.#fail(error)
    })
    this.#worker.on('exit', () => {
      ready.reject(new Error('Its thread ended.'))
      this.#fail(new Error('its thread ended'))
      ended.resolve()
    })
  }

  get ready(): boolean {
    return false // Kysely then awaits waitReady
  }

  get closed(): boolean {
    return this.#closing !== undefined
  }

  /** Whether nothing runs and nothing waits. */
  get idle(): boolean {
    return this.#turnstile.free
  }

  /** Runs one statement. Errors carry PostgreSQL's fields (`code`, `constraint`, ...) as those of `pg` do. */
  query<T>(sql: string, parameters?: unknown[]): Promise<PGliteQueryResults<T>> {
    return this.#turnstile.pass(() => this.#query<T>(sql, parameters))
  }

  /** Runs several statements without parameters; nothing else gets in between. Answers the rows of all of them. */
  script(sql: string): Promise<Record<string, unknown>[]> {
    return this.#turnstile.pass(async () => {
      try {
        return (await this.#ask((id) => ({ kind: 'script', id, sql }))).rows
      } catch (error) {
        // It may have failed between its own BEGIN and COMMIT.
        await this.#send('rollback').catch(() => undefined)
        throw error
      }
    })
  }

  /** Runs `work` between BEGIN and COMMIT, or ROLLBACK when it throws. Nothing else gets in between. */
  transaction<T>(work: (transaction: PGliteTransaction) => Promise<T>): Promise<T> {
    return this.#turnstile.pass(async () => {
      // Kysely waits forever for `work` to be called, so a failing BEGIN shows at the first statement instead.
      const begun = this.#send('begin')
      begun.catch(() => undefined)
      try {
        const result = await work({
          query: (sql, parameters) => begun.then(() => this.#query(sql, parameters)),
          rollback: () => begun.then(() => this.#send('rollback')).then(() => undefined),
        })
        await begun
        await this.#commit()
        return result
      } catch (error) {
        // After a failed commit there is nothing left to undo, and PostgreSQL only warns.
        await this.#send('rollback').catch(() => undefined)
        throw error
      }
    })
  }

  /** Waits for what was asked before, then ends the worker. */
  close(): Promise<void> {
    this.#closing ??= this.#turnstile.pass(async () => {
      if (!this.#failure) this.#worker.postMessage({ kind: 'close' } satisfies WorkerRequest)
      await this.#ended
    })
    return this.#closing
  }

  async #commit(): Promise<void> {
    const { command } = await this.#send('commit')
    if (command !== 'ROLLBACK') return
    const message = 'the transaction was rolled back, because a statement in it had failed'
    throw databaseError({ message, code: ABORTED_TRANSACTION })
  }

  async #query<T>(sql: string, parameters: readonly unknown[] = []): Promise<PGliteQueryResults<T>> {
    const { rows, ...result } = await this.#send(sql, parameters)
    return { ...result, rows: rows as T[] }
  }

  #send(sql: string, parameters: readonly unknown[] = []): Promise<QueryResult> {
    return this.#ask((id) => ({ kind: 'query', id, sql, parameters: parameters.map(ownMemory) }))
  }

  #ask(request: (id: number) => WorkerRequest): Promise<QueryResult> {
    if (this.#failure) return Promise.reject(this.#failure)
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#worker.postMessage(request(id))
      this.#waiting.set(id, { resolve, reject })
    })
  }

  #receive(message: Exclude<WorkerMessage, { kind: 'ready' }>): void {
    if (message.kind === 'notification') return this.onNotification?.(message.channel, message.payload)
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.kind === 'result') waiting?.resolve(message.result)
    else waiting?.reject(databaseError(message.error))
  }

  #fail(cause: unknown): void {
    if (this.#failure) return
    const why = cause instanceof Error ? cause.message : String(cause)
    const closed = this.#closing !== undefined && this.#waiting.size === 0
    this.#failure = new Error(
      closed
        ? 'The embedded database is closed.'
        : `The embedded database stopped: ${why}. Start Jackfield again.`,
    )
    for (const waiting of this.#waiting.values()) waiting.reject(this.#failure)
    this.#waiting.clear()
  }
}

function databaseError({ message, ...fields }: QueryFailure): Error {
  return Object.assign(new Error(message), fields)
}

/** A view into a larger memory (a Buffer from Node's pool) would carry all of it to the worker. */
function ownMemory(value: unknown): unknown {
  return value instanceof Uint8Array && value.byteLength !== value.buffer.byteLength
    ? new Uint8Array(value)
    : value
}
