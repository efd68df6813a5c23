import { isIP } from 'node:net'
import { allowsAddress, allowsName, type AllowedHosts, type Target } from './allowed-hosts.ts'
import { specialAddressClass } from './special-addresses.ts'

/** What the operator can do about a refused address; goes with every refusal. */
export const ALLOW_HINT = 'Use a public address; an operator can allow it with JACKFIELD_ALLOWED_HOSTS.'

/** Host (without the brackets of IPv6) and port that a URL leads to. */
export function targetOf(url: URL): Target {
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port)
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port }
}

/**
 * Judges one address that `target` leads to (CUS-17): `undefined` when a connection may be opened, else what kind of
 * address it is, in words that fit behind "is". The only place that decides; every door asks here.
 */
export function refusedAddress(target: Target, address: string, allowed: AllowedHosts): string | undefined {
  const kind = specialAddressClass(address)
  if (kind === undefined || allowsName(allowed, target)) return undefined
  return allowsAddress(allowed, address, target.port) ? undefined : kind
}

/** Whether the host is an address itself, so that no name is looked up. */
export function isLiteral(target: Target): boolean {
  return isIP(target.host) !== 0
}
