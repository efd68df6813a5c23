import type { MiddlewareHandler } from 'hono'
import type { Tracing } from '../traces.ts'
import { matchedRoute } from './matched-route.ts'
import type { HubEnv } from './rest/rest.ts'

/** A span for every request of a machine: MCP and REST. */
export function traceRequests(tracing: Tracing): MiddlewareHandler<HubEnv> {
  return async (http, next) => {
    const { path } = http.req
    const trace =
      path.startsWith('/mcp/') || path.startsWith('/api/') ? tracing.begin(http.req.raw) : undefined
    trace?.note(() => ({ 'jackfield.request': http.get('requestId') }))
    await next()
    if (!trace) return
    const [route, { status }] = [matchedRoute(http), http.res]
    const outgoing = http.env?.outgoing
    // An event stream begins long before its answer is there.
    if (outgoing) outgoing.once('close', () => trace.answered(route, status))
    else trace.answered(route, status)
  }
}
