import { classifyNetError, NetError } from './net-error.ts'

/**
 * One request and its answer, from the call to the last byte. Everything that may end it early (the caller's signal, a
 * deadline, a limit) goes through its one signal, so that the socket is freed and the reason kept in every case.
 */
export class Exchange {
  readonly host: string
  readonly #controller = new AbortController()
  readonly #caller: AbortSignal | undefined
  #deadline: NodeJS.Timeout | undefined

  constructor(host: string, caller: AbortSignal | null | undefined) {
    this.host = host
    this.#caller = caller ?? undefined
    if (this.#caller?.aborted) this.#followCaller()
    else this.#caller?.addEventListener('abort', this.#followCaller, { once: true })
  }

  /** Aborted when the exchange must end; its reason is then a `NetError`. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Ends the exchange early. The first reason counts. */
  fail(error: NetError): void {
    this.#controller.abort(error)
    this.end()
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
    const reason: unknown = this.signal.aborted ? this.signal.reason : error
    const known = classifyNetError(reason, this.host)
    return (
      known ??
      new NetError('protocol', `The request to ${this.host} failed.`, { host: this.host, cause: error })
    )
  }

  /** Frees timer and listener. To be called once nothing more comes. */
  end(): void {
    this.clearDeadline()
    this.#caller?.removeEventListener('abort', this.#followCaller)
  }

  readonly #followCaller = (): void => {
    const reason: unknown = this.#caller?.reason
    const known = classifyNetError(reason, this.host)
    const message = `The request to ${this.host} was cancelled.`
    this.fail(known ?? new NetError('aborted', message, { host: this.host, cause: reason }))
  }
}
