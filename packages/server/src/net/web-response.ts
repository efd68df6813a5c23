import type { Response as UndiciResponse } from 'undici'
import type { Exchange } from './exchange.ts'
import type { FetchLimits } from './fetch-limits.ts'
import { guardBody } from './guarded-body.ts'
import type { Hop } from './redirects.ts'

/**
 * undici's answer as the platform's `Response`, its body guarded. Throws a `NetError` when the answer has a status or
 * headers that the web knows no response for.
 */
export function webResponse(
  hop: Hop,
  answer: UndiciResponse,
  redirected: boolean,
  limits: FetchLimits,
  exchange: Exchange,
): Response {
  exchange.clearDeadline()
  const type = answer.headers.get('content-type') ?? ''
  const isEventStream = type.split(';')[0]?.trim().toLowerCase() === 'text/event-stream'
  const body = answer.body === null ? null : guardBody(answer.body, isEventStream, limits, exchange)
  if (body === null) exchange.end()
  const { status, statusText } = answer
  try {
    // The HTTP server's library puts a Response in place that looks at the status only when it is read.
    if (status < 200 || status > 599) throw new RangeError(`${status} is no status of HTTP.`)
    const response = new Response(body, { status, statusText, headers: [...answer.headers] })
    Object.defineProperty(response, 'url', { value: hop.url.href })
    Object.defineProperty(response, 'redirected', { value: redirected })
    return response
  } catch (error) {
    const failure = exchange.explain(error)
    exchange.fail(failure)
    throw failure
  }
}
