import type { MiddlewareHandler } from 'hono'
import type { Services } from '../context.ts'
import { newUlid } from '../ids.ts'
import { clientAddress } from './client-address.ts'
import type { HubEnv } from './rest/rest.ts'

/** Gives every request an id, and writes one line about it when it is answered: no query, headers or bodies. */
export function requestLog({ config, log }: Services): MiddlewareHandler<HubEnv> {
  return async (http, next) => {
    const id = `req_${newUlid()}`
    const start = performance.now()
    const outgoing = http.env?.outgoing
    http.set('requestId', id)
    http.set('clientAddress', clientAddress(config, http.env?.incoming))
    outgoing?.setHeader('x-request-id', id)
    await next()
    const { method, path } = http.req
    const level = isFrequent(path) ? 'debug' : 'info'
    if (!log.isLevelEnabled(level)) return
    const status = http.res.status
    log[level]({ request_id: id, method, path, status, ms: Math.round(performance.now() - start) }, 'request')
  }
}

/** Tool calls are in the audit log, and probes tell nothing. */
function isFrequent(path: string): boolean {
  return (
    path.startsWith('/mcp/') ||
    path.startsWith('/api/mcp/') ||
    ['/healthz', '/readyz', '/metrics'].includes(path)
  )
}
