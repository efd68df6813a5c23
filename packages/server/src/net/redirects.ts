import { NetError } from './net-error.ts'
import type { SendableBody } from './request-body.ts'

/**
 * What to do with a redirect: `follow` it anywhere that is allowed; follow it only within the `same-origin` and only
 * where it keeps the method (what MCP needs: a POST turned into a GET would ask for something else); or hand the
 * 3xx answer to the caller (`none`).
 */
export type RedirectMode = 'follow' | 'same-origin' | 'none'

/** One request of a chain. `url` carries neither user info nor fragment. */
export interface Hop {
  url: URL
  method: string
  headers: Headers
  body: SendableBody | null
}

/** Headers that may go to another origin: they say nothing about the caller. All others may be secrets. */
const HARMLESS = new Set(['accept', 'accept-language', 'content-language', 'content-type', 'user-agent'])

/** Describe a body, and go when it goes (Fetch standard, "request-body-header name"). */
const OF_BODY = ['content-encoding', 'content-language', 'content-location', 'content-type']

/** The `Location` of a redirect, or `undefined` when the answer is none. */
export function redirectLocation(status: number, location: string | null): string | undefined {
  return [301, 302, 303, 307, 308].includes(status) && location ? location : undefined
}

/** The request that a redirect asks for. Throws a `NetError` when it must not be followed. */
export function nextHop(hop: Hop, status: number, location: string, mode: RedirectMode): Hop {
  const url = URL.parse(location, hop.url.href)
  const host = hop.url.host
  if (url === null) throw refusedRedirect('redirect', host, 'an address that cannot be read')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw refusedRedirect('scheme', host, 'an address that is neither http nor https')
  }
  if (hop.url.protocol === 'https:' && url.protocol === 'http:') {
    throw refusedRedirect('redirect', host, `${url.host} without TLS`)
  }
  const sameOrigin = url.origin === hop.url.origin
  const method = nextMethod(hop.method, status)
  if (mode === 'same-origin' && !sameOrigin) {
    throw refusedRedirect('redirect', host, `${url.origin}; enter the final address instead`)
  }
  if (mode === 'same-origin' && method !== hop.method) {
    throw refusedRedirect(
      'redirect',
      host,
      `another address by ${status}, which drops the request; enter the final one`,
    )
  }
  url.username = ''
  url.password = ''
  url.hash = ''
  const body = method === hop.method ? hop.body : null
  if (body !== null && !body.replayable)
    throw refusedRedirect('redirect', host, 'another address after a streamed body')
  return { url, method, headers: nextHeaders(hop.headers, sameOrigin, body !== null), body }
}

/** Fetch standard, "HTTP-redirect fetch", step 12. */
function nextMethod(method: string, status: number): string {
  const becomesGet = status === 303 ? !['GET', 'HEAD'].includes(method) : status < 303 && method === 'POST'
  return becomesGet ? 'GET' : method
}

function nextHeaders(headers: Headers, sameOrigin: boolean, withBody: boolean): Headers {
  const next = new Headers([...headers].filter(([name]) => sameOrigin || HARMLESS.has(name)))
  if (!withBody) for (const name of OF_BODY) next.delete(name)
  return next
}

function refusedRedirect(kind: 'redirect' | 'scheme', host: string, where: string): NetError {
  return new NetError(kind, `${host} redirects to ${where}. The redirect was not followed.`, { host })
}
