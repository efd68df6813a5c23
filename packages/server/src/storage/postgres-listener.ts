import { ExponentialBackoff, handleAll, retry } from 'cockatiel'
import pg from 'pg'
import { ChannelListeners } from './channel-listeners.ts'
import type { Listener } from './database-interface.ts'

const HEARTBEAT_MS = 15_000
const ANSWER_TIMEOUT_MS = 5_000

/**
 * Holds one connection of its own for all channels, opened with the first one. When it is lost it comes back
 * by itself, listens again, and tells the listeners.
 */
export class PostgresListener {
  readonly #settings: pg.ClientConfig
  readonly #log: (message: string) => void
  readonly #listeners: ChannelListeners
  readonly #closed = new AbortController()
  readonly #untilItWorks = retry(handleAll, {
    maxAttempts: Infinity,
    backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 5_000 }),
  })
  #client: Promise<pg.Client> | undefined
  #open = false

  constructor(settings: pg.ClientConfig, log: (message: string) => void) {
    this.#settings = { ...settings, query_timeout: ANSWER_TIMEOUT_MS }
    this.#log = log
    this.#listeners = new ChannelListeners(
      async (sql) => (await this.#connected()).query(sql),
      log,
      () => this.#open,
    )
  }

  /** See `Database.listen`. */
  listen(channel: string, listener: Listener): Promise<() => Promise<void>> {
    return this.#listeners.listen(channel, listener)
  }

  /** See `Database.ask`. */
  async ask<Row>(text: string, values: unknown[]): Promise<Row[]> {
    const client = await this.#connected()
    try {
      return (await client.query(text, values)).rows as Row[]
    } catch (error) {
      if (!isFromServer(error)) client.end().catch(() => undefined)
      throw error
    }
  }

  async close(): Promise<void> {
    this.#closed.abort()
    const client = await this.#client?.catch(() => undefined)
    await client?.end()
  }

  #connected(): Promise<pg.Client> {
    this.#closed.signal.throwIfAborted()
    if (this.#client) return this.#client
    const client = this.#connect()
    this.#client = client
    client.catch(() => {
      if (this.#client === client) this.#client = undefined
    })
    return client
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#settings)
    const ended = new AbortController()
    client.on('error', () => undefined) // 'end' follows, and is where we act
    client.once('end', () => ended.abort(new Error('The connection was lost at once.')))
    client.on('notification', ({ channel, payload }) => this.#listeners.deliver(channel, payload ?? ''))
    try {
      await client.connect()
      for (const statement of this.#listeners.statements) await client.query(statement)
      ended.signal.throwIfAborted()
    } catch (error) {
      client.end().catch(() => undefined)
      throw error
    }
    this.#open = true
    const heartbeat = watch(client)
    ended.signal.addEventListener('abort', () => {
      this.#open = false
      clearInterval(heartbeat)
      this.#lost()
    })
    return client
  }

  #lost(): void {
    if (this.#closed.signal.aborted) return
    this.#log('The connection that listens to PostgreSQL was lost; connecting again.')
    this.#client = this.#untilItWorks.execute(() => this.#connect(), this.#closed.signal)
    this.#client.then(
      () => this.#listeners.reconnected(),
      () => undefined, // closed meanwhile
    )
  }
}

/** The server's own errors carry its severity; without one the line is dead, or as good as dead. */
function isFromServer(error: unknown): boolean {
  return error instanceof Error && 'severity' in error
}

/** A connection can die without a word (a firewall forgets it), and one that listens never writes. */
function watch(client: pg.Client): NodeJS.Timeout {
  const beat = () => client.query('select 1').catch(() => client.end())
  return setInterval(() => void beat().catch(() => undefined), HEARTBEAT_MS).unref()
}
