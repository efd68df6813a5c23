import { authenticateAgentKey } from '../../agent-keys/authenticate-agent-key.ts'
import type { Context } from '../../context.ts'
import { bearerOf } from './refusals.ts'

/**
 * The same request, for an exchange that may stay open for days: it is also aborted when the key that opened it is
 * revoked or its agent deleted.
 */
export function endedByRevocation({ services, accountId }: Context, request: Request): Request {
  const revoked = new AbortController()
  const secret = bearerOf(request) ?? ''
  const stop = services.changes.subscribe((changed) => {
    if (changed !== undefined && changed !== accountId) return
    authenticateAgentKey({ services, secret }).then(
      (ctx) => ctx ?? revoked.abort(),
      // The database did not answer: the next change asks again.
      () => {},
    )
  })
  const signal = AbortSignal.any([request.signal, revoked.signal])
  signal.addEventListener('abort', stop, { once: true })
  return new Request(request.url, { method: request.method, headers: request.headers, signal })
}
