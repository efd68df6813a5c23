import type { IncomingMessage, ServerResponse } from 'node:http'

/** For every answer that brings no policy of its own: nothing may be loaded, run or framed. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/**
 * Set on every answer before anything handles the request; a handler that names one of these headers itself
 * takes precedence. Done on Node's own response, so that no answer is copied for it.
 */
export function setSecurityHeaders(_request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'no-referrer')
  response.setHeader('x-frame-options', 'DENY')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
  response.setHeader('content-security-policy', NOTHING)
  response.setHeader('cache-control', 'no-store')
}
