import type { App } from '@jackfield/catalog/run'

/** Where requests for an address of the manifest arrive. */
export interface AddressPattern {
  /** The name of the host. */
  host: string
  /** The whole path below it; what the caller or a connection fills in is one segment. */
  path: RegExp
}

/** @throws Error when the address does not start with one of the app's hosts, and so could not be moved */
export function patternOf(app: App, address: string): AddressPattern {
  const [, host = '', rest = ''] = /^\{([a-z_]+)\}([^?]*)/.exec(address) ?? []
  if (!Object.hasOwn(app.hosts, host)) throw new Error(`${app.slug}: ${address} does not start with a host`)
  const path = rest
    .split(/(\{[^}]+\})/)
    .map((part) => (part.startsWith('{') ? '[^/]+' : part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')))
    .join('')
  return { host, path: new RegExp(`^${path === '' || path.startsWith('/') ? path : `/${path}`}/?$`) }
}

/** The path of an address that nothing is filled into. @throws Error as above */
export function pathOf(app: App, address: string): { host: string; path: string } {
  const { host } = patternOf(app, address)
  const path = address.slice(host.length + 2).split('?')[0] ?? ''
  return { host, path: path === '' ? '/' : path }
}

/** `GET /path` or `GET {host}/path`, below one of the places where the API is. */
export function fullAddress(base: string, path: string): string {
  return path.startsWith('{') ? path : `${base}${path}`
}
