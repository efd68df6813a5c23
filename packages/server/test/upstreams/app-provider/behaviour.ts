/** How the parts of a provider answer from now on. */
export interface Behaviour {
  token:
    | 'ok'
    /** A page instead of JSON, with status 200. */
    | 'html'
    | 'down'
    | 'rate_limited'
    /** Holds the answer until it behaves otherwise, and then it is 504: nothing is ever done. */
    | 'slow'
    /** 200 without any token. */
    | 'missing_fields'
    /** As if the client's secret were wrong. */
    | 'wrong_secret'
    /** Does what it was asked, and then answers nothing: 502. */
    | 'answer_lost'
  api: 'ok' | 'down' | 'rate_limited' | 'html' | 'slow'
  revocation: 'ok' | 'down' | 'slow'
  /** Who the authorization response says it is from (RFC 9207), where it says so in reality; `wrong` always says it. */
  issuer: 'ok' | 'wrong'
  /** Scopes that are refused at once, as those are that were not set up at the provider. */
  refusedScopes: string[]
}

const goodBehaviour: Behaviour = {
  token: 'ok',
  api: 'ok',
  revocation: 'ok',
  issuer: 'ok',
  refusedScopes: [],
}

/** The present behaviour, and a way to wait for another. */
export class Behaving {
  now: Behaviour = { ...goodBehaviour }
  readonly #waiting = new Set<() => void>()

  change(behaviour: Partial<Behaviour>): void {
    this.now = { ...this.now, ...behaviour }
    for (const go of this.#waiting) go()
    this.#waiting.clear()
  }

  /** Until the behaviour changes, or the caller has gone; then the time is up, and nothing was done. */
  async timeOut(signal: AbortSignal): Promise<Response> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#waiting.add(resolve)
    signal.addEventListener('abort', () => resolve(), { once: true })
    await promise
    this.#waiting.delete(resolve)
    return new Response('Gateway time-out', { status: 504 })
  }
}

const page = '<!doctype html><title>Sorry</title><p>Something went wrong on our side.</p>'

export function htmlAnswer(status = 200): Response {
  return new Response(page, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
}
