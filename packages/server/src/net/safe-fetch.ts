import { ReadableStream } from 'node:stream/web'
import { Agent, fetch as undiciFetch, Pool, type Dispatcher } from 'undici'
import { targetOf } from './address-guard.ts'
import type { AllowedHosts } from './allowed-hosts.ts'
import type { Answer } from './answer.ts'
import { Exchange } from './exchange.ts'
import { DEFAULT_LIMITS, MAX_HEADER_BYTES, MAX_REDIRECTS, type FetchLimits } from './fetch-limits.ts'
import { guardedConnector, type ConnectorRules } from './guarded-connector.ts'
import { NetError } from './net-error.ts'
import { firstRequest } from './first-request.ts'
import { nextHop, redirectLocation, type Hop, type RedirectMode } from './redirects.ts'
import { lookupWithSystem, type LookupHost } from './resolve-host.ts'
import { sendForShort, type Shortcut } from './short-answer.ts'
import { webResponse } from './web-response.ts'

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
export type SafeFetch = (url: string | URL, init?: SafeFetchInit) => Promise<Response>

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
  return {
    fetch: (url, init = {}) => fetchSafely(url, init, agent, options.userAgent),
    close: () => agent.destroy(),
  }
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
  const limits: FetchLimits = { ...DEFAULT_LIMITS, ...init.limits }
  const mode = init.redirects ?? (init.redirect === 'manual' ? 'none' : 'follow')
  let hop = await firstRequest(url, init, userAgent)
  for (let redirects = 0; ; redirects++) {
    const exchange = new Exchange(hop.url.host, init.signal)
    const answer = await send(hop, dispatcher, exchange, limits, init.shortcut)
    const location = redirectLocation(answer.status, answer.headers.get('location'))
    if (location === undefined || mode === 'none') {
      return webResponse(hop, answer, redirects > 0, limits, exchange)
    }
    exchange.end()
    if (answer.body instanceof ReadableStream) await answer.body.cancel().catch(() => undefined)
    if (redirects === MAX_REDIRECTS) {
      throw new NetError('redirect', `${hop.url.host} redirects too often.`, { host: hop.url.host })
    }
    hop = nextHop(hop, answer.status, location, mode)
  }
}

async function send(
  hop: Hop,
  dispatcher: Dispatcher,
  exchange: Exchange,
  limits: FetchLimits,
  shortcut: Shortcut | undefined,
): Promise<Answer> {
  exchange.setDeadline(limits.headersTimeout, 'did not answer')
  try {
    if (shortcut && typeof hop.body?.content === 'string')
      return await sendForShort(hop, dispatcher, exchange, limits, shortcut)
    return await undiciFetch(hop.url, {
      method: hop.method,
      headers: [...hop.headers],
      body: hop.body?.content ?? null,
      ...(hop.body?.replayable === false ? { duplex: 'half' as const } : {}),
      redirect: 'manual',
      signal: exchange.signal,
      dispatcher,
    })
  } catch (error) {
    const failure = exchange.explain(error)
    exchange.end()
    throw failure
  }
}
