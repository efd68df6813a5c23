import type { Listener } from './database-interface.ts'

/**
 * Who listens on which channel of a connection. A listener that throws is reported and disturbs nobody else.
 */
export class ChannelListeners {
  readonly #byChannel = new Map<string, Set<Listener>>()
  readonly #run: (sql: string) => Promise<unknown>
  readonly #log: (message: string) => void
  readonly #isOpen: () => boolean

  /** `run` runs a statement on the connection that receives the messages, and waits for one while it is not open. */
  constructor(
    run: (sql: string) => Promise<unknown>,
    log: (message: string) => void,
    isOpen: () => boolean = () => true,
  ) {
    this.#run = run
    this.#log = log
    this.#isOpen = isOpen
  }

  /** See `Database.listen`. */
  async listen(channel: string, listener: Listener): Promise<() => Promise<void>> {
    // First the listener, then the statement: the other way round, the end of another listener could slip in
    // between and silence the channel.
    const listeners = this.#byChannel.get(channel) ?? new Set()
    this.#byChannel.set(channel, listeners.add(listener))
    try {
      await this.#run(`listen ${quoted(channel)}`)
    } catch (error) {
      this.#remove(channel, listener)
      throw error
    }
    return () => this.#unlisten(channel, listener)
  }

  /** Statements that take up every channel on a new connection. */
  get statements(): string[] {
    return [...this.#byChannel.keys()].map((channel) => `listen ${quoted(channel)}`)
  }

  deliver(channel: string, payload: string): void {
    for (const listener of this.#byChannel.get(channel) ?? []) {
      this.#tell(channel, () => listener.onMessage(payload))
    }
  }

  reconnected(): void {
    for (const [channel, listeners] of this.#byChannel) {
      for (const listener of listeners) this.#tell(channel, () => listener.onReconnect?.())
    }
  }

  async #unlisten(channel: string, listener: Listener): Promise<void> {
    if (!this.#remove(channel, listener)) return
    // A connection that is gone has forgotten the channel anyway, and the next one may never come.
    if (!this.#isOpen()) return
    await this.#run(`unlisten ${quoted(channel)}`).catch(() => undefined)
  }

  /** Answers whether that was the channel's last listener. */
  #remove(channel: string, listener: Listener): boolean {
    const listeners = this.#byChannel.get(channel)
    if (!listeners?.delete(listener) || listeners.size > 0) return false
    return this.#byChannel.delete(channel)
  }

  #tell(channel: string, call: () => void): void {
    try {
      call()
    } catch (error) {
      this.#log(`A listener on the database channel ${channel} failed: ${String(error)}`)
    }
  }
}

/** A channel name as it stands in SQL, with its case kept. */
function quoted(channel: string): string {
  return `"${channel.replaceAll('"', '""')}"`
}
