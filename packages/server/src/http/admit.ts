import type { Services } from '../context.ts'
import { Refusal } from '../errors.ts'
import type { RateLimits } from '../rate-limits/rate-limits.ts'
import { authenticate } from './authenticate.ts'
import type { Rest } from './rest/rest.ts'
import { traced } from './traced.ts'

/** Who may send a request to REST: whoever has a valid credential and has not sent too many (SEC-17). */
export function admission(services: Services, limits: RateLimits): Rest['authenticate'] {
  return async (request, clientAddress) => {
    const ctx = await authenticate(services, request).catch((error: unknown) => {
      const wrong = error instanceof Refusal && error.code === 'unauthenticated'
      throw (wrong && limits.refused('rest', clientAddress)) || error
    })
    const refusal = limits.request('rest', ctx)
    if (refusal) throw refusal
    return traced(ctx, request)
  }
}
