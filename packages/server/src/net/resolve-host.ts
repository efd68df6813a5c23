import { lookup as systemLookup } from 'node:dns/promises'
import { classifyNetError, NetError } from './net-error.ts'

/** Looks a name up and gives all its addresses as text. Tests put their own DNS here. */
export type LookupHost = (hostname: string) => Promise<readonly string[]>

/** A name server that says nothing must not hold a request longer than connecting may take. */
const DNS_TIMEOUT_MS = 5_000

/** The system's resolver (`getaddrinfo`, so that /etc/hosts counts), in the order it gives. */
export const lookupWithSystem: LookupHost = async (hostname) => {
  const found = await systemLookup(hostname, { all: true, order: 'verbatim' })
  return found.map((entry) => entry.address)
}

/** All addresses of a name, at least one. Throws a NetError of kind `dns` when there is none within five seconds. */
export async function resolveHost(hostname: string, lookup: LookupHost): Promise<readonly string[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    const error = new NetError('dns', `${hostname} cannot be looked up right now.`, { host: hostname })
    timer = setTimeout(reject, DNS_TIMEOUT_MS, error)
  })
  try {
    const addresses = await Promise.race([lookup(hostname), late])
    if (addresses.length > 0) return addresses
  } catch (error) {
    throw classifyNetError(error, hostname) ?? unresolved(hostname, error)
  } finally {
    clearTimeout(timer)
  }
  throw unresolved(hostname)
}

function unresolved(hostname: string, cause?: unknown): NetError {
  const message = `${hostname} cannot be found: its name does not resolve.`
  return new NetError('dns', message, { host: hostname, cause })
}
