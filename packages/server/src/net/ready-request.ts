import type { Dispatcher } from 'undici'
import { mediaType } from './answer.ts'
import { DEFAULT_LIMITS, type FetchLimits } from './fetch-limits.ts'
import type { Hop, RedirectMode } from './redirects.ts'
import { follow, sendReady, type Terms } from './request-chain.ts'
import { readyForShort, type Shortcut } from './short-answer.ts'

export interface ReadyInit {
  method: 'POST'
  headers: Headers
  limits: Partial<FetchLimits>
  redirects: RedirectMode
  shortcut: Shortcut
}

/** The answer to a request that was ready. */
export interface ReadyAnswer {
  /** The whole body, when the answer is nothing but JSON: status 200, media type `application/json`. */
  json: string | undefined
  /** The answer as `fetch` gives it. Must be asked for where there is no `json`. @throws NetError */
  response: () => Promise<Response>
}

/** A request of which all was looked at once, so that sending it costs little more than its body. */
export class ReadyRequest {
  readonly #hop: Omit<Hop, 'body'>
  readonly #request: ReturnType<typeof readyForShort>
  readonly #host: string
  readonly #terms: Omit<Terms, 'callers'> & { shortcut: Shortcut }

  constructor(hop: Omit<Hop, 'body'>, init: ReadyInit, dispatcher: Dispatcher) {
    this.#hop = hop
    this.#request = readyForShort(hop.url, hop.method, hop.headers)
    this.#host = hop.url.host
    const { limits, redirects, shortcut } = init
    this.#terms = { dispatcher, limits: { ...DEFAULT_LIMITS, ...limits }, redirects, shortcut }
  }

  /**
   * Sends it with this body.
   * @param callers any of them ends the exchange
   * @throws NetError
   */
  async send(body: string, callers: readonly AbortSignal[]): Promise<ReadyAnswer> {
    const terms = { ...this.#terms, callers }
    const answered = await sendReady({ ...this.#request, body }, this.#host, terms)
    const { status, headers, body: answer } = answered.answer
    const isJson = status === 200 && typeof answer === 'string' && mediaType(headers) === 'application/json'
    const content = { content: body, type: undefined, replayable: true }
    return {
      json: isJson ? answer : undefined,
      response: () => follow({ ...this.#hop, body: content }, answered, terms),
    }
  }
}
