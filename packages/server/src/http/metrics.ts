import { createHash, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import ipaddr from 'ipaddr.js'
import type { Prometheus } from '../metrics/prometheus.ts'
import { HttpRefusal } from './rest/errors.ts'
import type { HubEnv } from './rest/rest.ts'

/**
 * `/metrics` in the text format of Prometheus: for whoever has the token, or without one for programs on this machine
 * that ask it by a loopback name and through no proxy.
 */
export function metricsRoutes(prometheus: Prometheus, token: string | undefined): Hono<HubEnv> {
  const expected = token === undefined ? undefined : digest(token)
  return new Hono<HubEnv>().get('/metrics', async (http) => {
    const { headers } = http.req.raw
    if (expected) checkToken(expected, headers.get('authorization'))
    else checkNear(http.env?.incoming?.socket.remoteAddress, new URL(http.req.url).hostname, headers)
    const { text, contentType } = await prometheus.scrape()
    return http.body(text, 200, { 'content-type': contentType, 'cache-control': 'no-store' })
  })
}

function checkToken(expected: Buffer, authorization: string | null): void {
  const sent = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1]
  // Digests are of one length, so the comparison tells nothing of the token's.
  if (sent !== undefined && timingSafeEqual(digest(sent), expected)) return
  throw new HttpRefusal(401, 'unauthenticated', 'Send JACKFIELD_METRICS_TOKEN as Bearer.', {
    headers: { 'www-authenticate': 'Bearer realm="jackfield metrics"' },
  })
}

/** A proxy on this machine is near as well, and so is a page in a browser on it: both show in what they send. */
function checkNear(peer: string | undefined, host: string, headers: Headers): void {
  const proxied = headers.has('x-forwarded-for') || headers.has('forwarded') || headers.has('via')
  if (isLoopback(peer ?? '') && isLoopbackName(host) && !proxied) return
  throw new HttpRefusal(403, 'forbidden', 'Metrics are for programs on this machine.', {
    hint: 'Set JACKFIELD_METRICS_TOKEN to read them from elsewhere.',
  })
}

function isLoopbackName(host: string): boolean {
  return host === 'localhost' || isLoopback(host.replace(/^\[|\]$/g, ''))
}

function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback'
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
