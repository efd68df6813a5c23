import type { MiddlewareHandler } from 'hono'
import type { Meters } from '../meters.ts'
import { matchedRoute } from './matched-route.ts'

/** Counts every request when its answer begins. */
export function countRequests(meters: Meters): MiddlewareHandler {
  return async (http, next) => {
    await next()
    meters.requestAnswered({
      route: matchedRoute(http),
      method: http.req.method,
      status: http.res.status,
    })
  }
}
