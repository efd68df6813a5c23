import type { Services } from '../context.ts'
import { HttpRefusal } from './rest/errors.ts'

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])
const everyAddress = new Set(['0.0.0.0', '::'])

/** Nearly all requests name the same host, and reading it as a URL costs as much as a look-up of the key. */
const lastAccepted = new WeakMap<Services, string>()

/** Whether the hub listens on all addresses and was not told its own name: then no Host can be told from another. */
export function acceptsAnyHost({ config }: Services): boolean {
  return config.publicUrl === undefined && everyAddress.has(config.host)
}

/**
 * The Host header must name this hub: a page elsewhere whose name was made to resolve to this machine (DNS
 * rebinding) sends its own.
 * @throws HttpRefusal 403 with the remedy.
 */
export function checkHost(services: Services, request: Request): void {
  if (acceptsAnyHost(services)) return
  const given = request.headers.get('host')
  if (given !== null && lastAccepted.get(services) === given) return
  const host = hostOf(request)
  if (given !== null && host && isOwnHost(services, host)) {
    lastAccepted.set(services, given)
    return
  }
  throw new HttpRefusal(403, 'forbidden', 'This Host is not one of this hub.', {
    hint: 'Use the address that the server printed, or set JACKFIELD_PUBLIC_URL to the one that people use.',
  })
}

/** Origins of pages that may talk to the hub through a browser: its own, as it was reached. */
export function allowedOrigins({ config }: Services, request: Request): string[] {
  if (config.publicUrl !== undefined) return [new URL(config.publicUrl).origin]
  const host = hostOf(request)
  // A proxy that speaks TLS may stand in front without our knowledge.
  return host ? [`http://${host.host}`, `https://${host.host}`] : []
}

function hostOf(request: Request): URL | undefined {
  const host = request.headers.get('host')
  if (host === null || /[/@?#\\]/.test(host)) return undefined
  return URL.parse(`http://${host}`) ?? undefined
}

function isOwnHost({ config }: Services, given: URL): boolean {
  if (config.publicUrl !== undefined) {
    const own = new URL(config.publicUrl)
    // Compared under the public scheme, so that its default port may be written or left out.
    return (
      URL.parse(`${own.protocol}//${given.hostname}:${given.port || defaultPort(own)}`)?.host === own.host
    )
  }
  if (loopbackHosts.has(given.hostname)) return isLoopback(config.host)
  return given.hostname === URL.parse(`http://${bracketed(config.host)}`)?.hostname
}

function defaultPort(url: URL): string {
  return url.protocol === 'https:' ? '443' : '80'
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

/** An address as it stands in a URL. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}
