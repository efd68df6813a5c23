import type { Services } from '../context.ts'
import { Refusal } from '../errors.ts'
import { allowedOrigins } from './host-check.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Keeps pages of other sites from acting through a visitor's browser. Only a browser sends a cookie without being
 * asked, so requests that bring a bearer secret need no check.
 * @throws Refusal `forbidden`
 */
export function refuseCrossSite(services: Services, request: Request): void {
  if (safeMethods.has(request.method) || request.headers.has('authorization')) return
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  if (origin !== null ? allowedOrigins(services, request).includes(origin) : site === 'same-origin') return
  // Neither header: no browser of our time. Such a client may log in, but not use a cookie.
  if (origin === null && site === null && !request.headers.has('cookie')) return
  throw new Refusal('forbidden', 'Requests from other sites are not accepted.', {
    hint: 'Outside of a browser, use an API key: Authorization: Bearer jf_key_...',
  })
}
