import { classifyNetError, NetError } from './net-error.ts'

/**
 * One request and its answer, from the call to the last byte. Everything that may end it early (a caller's signal, a
 * deadline, a limit) goes through `fail`, so that the socket is freed and the reason kept in every case.
 */
export class Exchange {
  readonly host: string
  readonly #callers: readonly AbortSignal[]
  readonly #listeners: ((reason: NetError) => void)[] = []
  #failure: NetError | undefined
  #deadline: NodeJS.Timeout | undefined

  /** @param callers any of them ends it */
  constructor(host: string, callers: readonly AbortSignal[]) {
    this.host = host
    this.#callers = callers
    if (callers.some(({ aborted }) => aborted)) this.#followCaller()
    else for (const caller of callers) caller.addEventListener('abort', this.#followCaller, { once: true })
  }

  /** A signal that is aborted when the exchange must end; its reason is then a `NetError`. */
  signal(): AbortSignal {
    const controller = new AbortController()
    this.whenFailed((reason) => controller.abort(reason))
    return controller.signal
  }

  /** The same for who needs no signal, which costs more. Tells at once of what has failed already. */
  whenFailed(tell: (reason: NetError) => void): void {
    if (this.#failure) tell(this.#failure)
    else this.#listeners.push(tell)
  }

  /** Ends the exchange early. The first reason counts. */
  fail(error: NetError): void {
    this.end()
    if (this.#failure) return
    this.#failure = error
    for (const tell of this.#listeners.splice(0)) tell(error)
  }

  /** Lets the exchange fail after `ms` (0: never) unless another deadline or the end comes first. */
  setDeadline(ms: number, what: string): void {
    this.clearDeadline()
    if (ms > 0) this.#deadline = setTimeout(() => this.fail(this.late(ms, what)), ms)
  }

  clearDeadline(): void {
    clearTimeout(this.#deadline)
  }

  /** A timeout of this exchange: `what` did not happen within `ms`. */
  late(ms: number, what: string): NetError {
    return new NetError('timeout', `${this.host} ${what} within ${ms / 1000} s.`, { host: this.host })
  }

  /** The reason for which the exchange failed, whatever the libraries in between have made of it. */
  explain(error: unknown): NetError {
    const known = classifyNetError(this.#failure ?? error, this.host)
    return (
      known ??
      new NetError('protocol', `The request to ${this.host} failed.`, { host: this.host, cause: error })
    )
  }

  /** Frees timer and listeners. To be called once nothing more comes. */
  end(): void {
    this.clearDeadline()
    for (const caller of this.#callers) caller.removeEventListener('abort', this.#followCaller)
  }

  readonly #followCaller = (): void => {
    const reason: unknown = this.#callers.find(({ aborted }) => aborted)?.reason
    const known = classifyNetError(reason, this.host)
    const message = `The request to ${this.host} was cancelled.`
    this.fail(known ?? new NetError('aborted', message, { host: this.host, cause: reason }))
  }
}
