import type { LookupFunction, Socket } from 'node:net'
import { isIP } from 'node:net'
import { buildConnector } from 'undici'
import { ALLOW_HINT, isLiteral, refusedAddress } from './address-guard.ts'
import type { AllowedHosts, Target } from './allowed-hosts.ts'
import { CONNECT_TIMEOUT_MS } from './fetch-limits.ts'
import { NetError } from './net-error.ts'
import { resolveHost, type LookupHost } from './resolve-host.ts'

/** What a connector needs to know to judge an address. */
export interface ConnectorRules {
  allowed: AllowedHosts
  lookup: LookupHost
}

/**
 * Opens the sockets of one origin (CUS-17). The addresses that the name has at this moment are judged and handed to
 * the socket, which never asks DNS itself: there is no gap in which an answer can change. An address in the URL skips
 * the look-up and is judged here; the address that the socket ends up with is judged once more before any request.
 */
export function guardedConnector(target: Target, rules: ConnectorRules): buildConnector.connector {
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: pinnedLookup(target, rules) })
  return (options, callback) => {
    const kind = isLiteral(target) ? refusedAddress(target, target.host, rules.allowed) : undefined
    if (kind !== undefined) {
      queueMicrotask(() => callback(blocked(target, kind), null))
      return
    }
    connect(options, (...result) => {
      // undici calls back with the error alone, whatever its types say.
      const failure = result[1] ? wrongPeer(result[1], target, rules.allowed) : undefined
      if (failure) callback(failure, null)
      else callback(...result)
    })
  }
}

function pinnedLookup(target: Target, rules: ConnectorRules): LookupFunction {
  return (hostname, options, callback) => {
    allowedAddresses(hostname, target, rules).then(
      ([first, ...rest]) => {
        if (options.all) callback(null, [first, ...rest])
        else callback(null, first.address, first.family)
      },
      (error: NetError) => callback(error, ''),
    )
  }
}

interface PinnedAddress {
  address: string
  family: number
}

/** Refused addresses are left out; a name that has no others is refused. */
async function allowedAddresses(
  hostname: string,
  target: Target,
  rules: ConnectorRules,
): Promise<[PinnedAddress, ...PinnedAddress[]]> {
  const addresses = await resolveHost(hostname, rules.lookup)
  let refused = ''
  const pinned: PinnedAddress[] = []
  for (const address of addresses) {
    const kind = refusedAddress(target, address, rules.allowed)
    if (kind === undefined) pinned.push({ address, family: isIP(address) })
    else refused = kind
  }
  const [first, ...rest] = pinned
  if (first === undefined) throw blocked(target, refused)
  return [first, ...rest]
}

function wrongPeer(socket: Socket, target: Target, allowed: AllowedHosts): NetError | undefined {
  const kind = refusedAddress(target, socket.remoteAddress ?? '', allowed)
  if (kind === undefined) return undefined
  socket.destroy()
  return blocked(target, kind)
}

function blocked(target: Target, kind: string): NetError {
  const verb = isLiteral(target) ? 'is' : 'leads to'
  const message = `${target.host} ${verb} ${kind}, which is not allowed. ${ALLOW_HINT}`
  return new NetError('blocked_address', message, { host: target.host })
}
