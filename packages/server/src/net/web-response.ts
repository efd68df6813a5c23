import { isEventStream, type Answer } from './answer.ts'
import type { Exchange } from './exchange.ts'
import type { FetchLimits } from './fetch-limits.ts'
import { guardBody } from './guarded-body.ts'
import type { Hop } from './redirects.ts'

/**
 * An answer as the platform's `Response`, its body guarded. Throws a `NetError` when the answer has a status or
 * headers that the web knows no response for.
 */
export function webResponse(
  hop: Hop,
  answer: Answer,
  redirected: boolean,
  limits: FetchLimits,
  exchange: Exchange,
): Response {
  const body = guarded(answer, limits, exchange)
  const { status, statusText } = answer
  try {
    // The HTTP server's library puts a Response in place that looks at the status only when it is read.
    if (status < 200 || status > 599) throw new RangeError(`${status} is no status of HTTP.`)
    const response = new Response(body, { status, statusText, headers: [...answer.headers] })
    if (typeof body === 'string') readDirectly(response, body)
    Object.defineProperty(response, 'url', { value: hop.url.href })
    Object.defineProperty(response, 'redirected', { value: redirected })
    return response
  } catch (error) {
    const failure = exchange.explain(error)
    exchange.fail(failure)
    throw failure
  }
}

function guarded({ headers, body }: Answer, limits: FetchLimits, exchange: Exchange) {
  // What is there as a whole was counted while it came.
  if (typeof body === 'string') return body === '' ? null : body
  exchange.clearDeadline()
  if (body !== null) return guardBody(body, isEventStream(headers), limits, exchange)
  exchange.end()
  return null
}

/** Text that is there need not go through a stream to be parsed. */
function readDirectly(response: Response, text: string): void {
  Object.defineProperty(response, 'json', { value: async (): Promise<unknown> => JSON.parse(text) })
}
