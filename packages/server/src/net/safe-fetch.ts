import { Agent, Pool, type Dispatcher } from 'undici'
import { targetOf } from './address-guard.ts'
import type { AllowedHosts } from './allowed-hosts.ts'
import { DEFAULT_LIMITS, MAX_HEADER_BYTES, type FetchLimits } from './fetch-limits.ts'
import { guardedConnector, type ConnectorRules } from './guarded-connector.ts'
import { firstRequest } from './first-request.ts'
import type { RedirectMode } from './redirects.ts'
import { sendAndFollow } from './request-chain.ts'
import { lookupWithSystem, type LookupHost } from './resolve-host.ts'
import { ReadyRequest, type ReadyInit } from './ready-request.ts'
import type { Shortcut } from './short-answer.ts'

export interface SafeFetchOptions {
  allowed: AllowedHosts
  /** How names are looked up; the system's resolver when absent. */
  lookup?: LookupHost
  /** Sent as `User-Agent` unless a request brings its own. */
  userAgent: string
  /** Sockets that may be open to one origin at a time (default 256); more requests wait for their turn. */
  connectionsPerOrigin?: number
}

export interface SafeFetchInit extends RequestInit {
  limits?: Partial<FetchLimits>
  /** `follow` when absent, or `none` when `redirect` is `manual`. */
  redirects?: RedirectMode
  /** The answer is expected to be short, which makes it cheaper; for requests whose body is text. */
  shortcut?: Shortcut
}

/** Like the web's `fetch`, and fit to be given to the MCP client as its `fetch`. Fails with a `NetError` only. */
export interface SafeFetch {
  (url: string | URL, init?: SafeFetchInit): Promise<Response>
  /** Gets a request ready that is sent many times, each time with another body. @throws NetError */
  ready(url: string | URL, init: ReadyInit): Promise<ReadyRequest>
}

/** The one door outward. */
export interface OutwardDoor {
  fetch: SafeFetch
  /** Ends every connection, also those of streams that are still open. */
  close(): Promise<void>
}

/**
 * Opens the door outward: every request passes the address guard when it connects, every redirect is judged anew, and
 * every answer is limited in time and size. URLs go out as they are: path and query untouched (CUS-15). Whoever takes
 * an event stream must read it to its end, cancel it or abort; otherwise its socket stays open.
 */
export function createSafeFetch(options: SafeFetchOptions): OutwardDoor {
  const agent = guardedAgent(options)
  const fetch: SafeFetch = (url, init = {}) => fetchSafely(url, init, agent, options.userAgent)
  fetch.ready = async (url, init) => {
    const { body: _none, ...hop } = await firstRequest(url, init, options.userAgent)
    return new ReadyRequest(hop, init, agent)
  }
  return { fetch, close: () => agent.destroy() }
}

function guardedAgent(options: SafeFetchOptions): Agent {
  const rules: ConnectorRules = { allowed: options.allowed, lookup: options.lookup ?? lookupWithSystem }
  return new Agent({
    factory: (origin) => guardedPool(new URL(origin), rules, options.connectionsPerOrigin ?? 256),
  })
}

function guardedPool(origin: URL, rules: ConnectorRules, connections: number): Pool {
  return new Pool(origin, {
    connect: guardedConnector(targetOf(origin), rules),
    connections,
    maxHeaderSize: MAX_HEADER_BYTES,
    // Below the five seconds after which many servers hang up, so that no request meets a closing socket.
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 60_000,
    // Both are watched by the exchange: undici's own start anew with every interim answer.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
}

async function fetchSafely(
  url: string | URL,
  init: SafeFetchInit,
  dispatcher: Dispatcher,
  userAgent: string,
): Promise<Response> {
  const hop = await firstRequest(url, init, userAgent)
  return sendAndFollow(hop, {
    dispatcher,
    limits: { ...DEFAULT_LIMITS, ...init.limits },
    redirects: init.redirects ?? (init.redirect === 'manual' ? 'none' : 'follow'),
    shortcut: init.shortcut,
    callers: init.signal ? [init.signal] : [],
  })
}
