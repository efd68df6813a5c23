import {
  bulkhead,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  wrap,
} from 'cockatiel'
import type { IPolicy } from 'cockatiel'
import type { Meters } from '../meters.ts'
import type { SafeFetch } from '../net/safe-fetch.ts'
import { listingScope } from './connector.ts'
import type { Discovery, Forward, ForwardOptions, Target } from './connector.ts'
import { discover } from './discover.ts'
import { isSick, toFailure, UpstreamFailure } from './failure.ts'
import type { FailureKind } from './failure.ts'
import { forward } from './forward.ts'
import { closeMcpClient, openMcpClient } from './mcp-client.ts'
import type { OpenClient } from './mcp-client.ts'

/** Calls that one upstream may have in flight on this node, and that may wait for their turn. */
const concurrent = 64
const queued = 512
/** Failures in a row after which an upstream is given a rest. */
const breaksAfter = 5
/** An unused client is closed after this; stateful servers hold memory for each. */
const idleMs = 5 * 60_000

export interface UpstreamsOptions {
  net: SafeFetch
  openTimeoutMs: number
  callTimeoutMs: number
  meters: Meters
}

/**
 * The open clients to all upstreams, kept per connection and scope, each connection with its own deadline,
 * concurrency cap and breaker, so that a slow or broken upstream costs nobody else anything.
 */
export interface Upstreams {
  /** Asks for everything the upstream offers. @throws UpstreamFailure */
  discover(target: Target, signal?: AbortSignal): Promise<Discovery>
  /** Forwards one request. @throws UpstreamFailure; ProtocolError when the upstream answered with a JSON-RPC error */
  forward(target: Target, request: Forward, options: ForwardOptions): Promise<Record<string, unknown>>
  /** Whether calls fail at once because the upstream is being given a rest. */
  resting(connectionId: string): boolean
  /** Told when an upstream announces that a list of its changed. Returns the unsubscriber. */
  onListChanged(listener: (connectionId: string) => void): () => void
  /** The accounts whose upstreams this node remembers anything of. */
  accounts(): Set<string>
  /** Drops what belongs to connections of an account that are gone, or at an older revision than the one given. */
  keepOnly(accountId: string, revisions: ReadonlyMap<string, number>): void
  close(): Promise<void>
}

/** What something was made for. */
type Made = Pick<Target, 'accountId' | 'connectionId' | 'revision'>

interface Guard extends Made {
  policy: IPolicy
  breaker: ReturnType<typeof circuitBreaker>
}

interface Slot extends Made {
  opening: Promise<OpenClient>
  /** Once it has opened: then there is nothing to wait for. */
  open?: OpenClient
  lastUsed: number
  inFlight: number
  /** No longer given out; closed when the last request in flight is done. */
  retired: boolean
}

/** Failures after which the client itself is of no use any more; a slow call says nothing about its neighbours. */
const fatal = new Set<FailureKind>(['refused', 'dropped', 'tls', 'not_found', 'unauthorized', 'not_mcp'])

export function openUpstreams(options: UpstreamsOptions): Upstreams {
  return new UpstreamPool(options)
}

class UpstreamPool implements Upstreams {
  readonly #options: UpstreamsOptions
  readonly #slots = new Map<string, Slot>()
  readonly #guards = new Map<string, Guard>()
  readonly #listeners = new Set<(connectionId: string) => void>()
  readonly #sweeper: NodeJS.Timeout

  constructor(options: UpstreamsOptions) {
    this.#options = options
    this.#sweeper = setInterval(() => this.#closeIdle(), 30_000)
    this.#sweeper.unref()
    const { meters } = options
    meters.watch({
      name: 'jackfield_upstream_clients',
      help: 'Open clients of upstreams.',
      read: () => ({ '': this.#slots.size }),
    })
    meters.watch({
      name: 'jackfield_upstream_breakers',
      help: 'Upstreams that were used, by the state of their breaker; an open one rests its upstream.',
      label: 'state',
      read: () => countStates([...this.#guards.values()].map(({ breaker }) => breaker.state)),
    })
  }

  discover(target: Target, signal?: AbortSignal): Promise<Discovery> {
    const timeout = this.#options.openTimeoutMs
    return this.#use(target, signal, (open) => discover(open.client, { timeout, signal }))
  }

  forward(target: Target, request: Forward, options: ForwardOptions): Promise<Record<string, unknown>> {
    const timeoutMs = this.#options.callTimeoutMs
    return this.#use(target, options.signal, (open) =>
      forward(open.client, request, { ...options, timeoutMs }),
    )
  }

  resting(connectionId: string): boolean {
    return this.#guards.get(connectionId)?.breaker.state === CircuitState.Open
  }

  onListChanged(listener: (connectionId: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  accounts(): Set<string> {
    return new Set([...this.#slots.values(), ...this.#guards.values()].map((made) => made.accountId))
  }

  keepOnly(accountId: string, revisions: ReadonlyMap<string, number>): void {
    const isOutdated = (made: Made) =>
      made.accountId === accountId && made.revision < (revisions.get(made.connectionId) ?? Infinity)
    for (const [key, slot] of this.#slots) if (isOutdated(slot)) this.#retire(key, slot)
    for (const [key, guard] of this.#guards) if (isOutdated(guard)) this.#guards.delete(key)
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper)
    const slots = [...this.#slots.values()]
    this.#slots.clear()
    await Promise.all(slots.map((slot) => slot.opening.then(closeMcpClient, () => {})))
  }

  async #use<Result>(
    target: Target,
    signal: AbortSignal | undefined,
    work: (open: OpenClient) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await this.#guard(target).policy.execute(() => this.#withClient(target, signal, work), signal)
    } catch (error) {
      signal?.throwIfAborted()
      const failure = toFailure(error, target.name)
      if (failure instanceof UpstreamFailure) this.#options.meters.upstreamFailed(failure.kind)
      throw failure
    }
  }

  /** A session that the server has forgotten was never asked: opening anew and asking again repeats nothing. */
  async #withClient<Result>(
    target: Target,
    signal: AbortSignal | undefined,
    work: (open: OpenClient) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await this.#attempt(target, signal, work)
    } catch (error) {
      if (!(error instanceof ForgottenSession)) throw error
      return this.#attempt(target, signal, work)
    }
  }

  async #attempt<Result>(
    target: Target,
    signal: AbortSignal | undefined,
    work: (open: OpenClient) => Promise<Result>,
  ): Promise<Result> {
    const key = `${target.connectionId} ${target.scope}`
    const slot = this.#slot(key, target)
    slot.inFlight++
    let open: OpenClient | undefined
    try {
      open = slot.open ?? (slot.open = await waitFor(slot.opening, signal))
      return await work(open)
    } catch (error) {
      // The caller left: that says nothing about the upstream.
      signal?.throwIfAborted()
      const failure = toFailure(error, target.name)
      if (failure instanceof UpstreamFailure && fatal.has(failure.kind)) this.#retire(key, slot)
      if (open && isForgotten(failure, open)) throw new ForgottenSession()
      throw failure
    } finally {
      slot.inFlight--
      slot.lastUsed = Date.now()
      if (slot.retired) this.#retire(key, slot)
    }
  }

  #slot(key: string, target: Target): Slot {
    const present = this.#slots.get(key)
    if (present && present.revision === target.revision) return present
    if (present) this.#retire(key, present)
    const slot: Slot = {
      ...madeFor(target),
      opening: this.#open(target),
      lastUsed: Date.now(),
      inFlight: 0,
      retired: false,
    }
    this.#slots.set(key, slot)
    slot.opening.catch(() => this.#slots.get(key) === slot && this.#slots.delete(key))
    return slot
  }

  /** Not bound to the signal of whoever came first: others may wait for the same client. */
  async #open(target: Target): Promise<OpenClient> {
    const { net, openTimeoutMs } = this.#options
    const open = await openMcpClient({
      address: await target.address(),
      transport: target.transport,
      net,
      timeoutMs: openTimeoutMs,
      known: target.known,
    })
    if (target.scope === listingScope) this.#watch(target.connectionId, open)
    return open
  }

  #watch(connectionId: string, { client }: OpenClient): void {
    const tell = () => {
      for (const listener of this.#listeners) listener(connectionId)
    }
    client.setNotificationHandler('notifications/tools/list_changed', tell)
    client.setNotificationHandler('notifications/prompts/list_changed', tell)
    client.setNotificationHandler('notifications/resources/list_changed', tell)
    if (client.getProtocolEra() !== 'modern') return
    // Best effort: without the stream a change is seen at the next refresh.
    client
      .listen({ toolsListChanged: true, promptsListChanged: true, resourcesListChanged: true })
      .catch(() => {})
  }

  /** What failed at another address or with another credential says nothing about this one. */
  #guard(target: Target): Guard {
    const present = this.#guards.get(target.connectionId)
    if (present && present.revision >= target.revision) return present
    const breaker = circuitBreaker(handleWhen(isSick), {
      halfOpenAfter: new ExponentialBackoff({ initialDelay: 1000, maxDelay: 60_000 }),
      breaker: new ConsecutiveBreaker(breaksAfter),
    })
    const guard = { ...madeFor(target), breaker, policy: wrap(bulkhead(concurrent, queued), breaker) }
    this.#guards.set(target.connectionId, guard)
    return guard
  }

  #retire(key: string, slot: Slot): void {
    if (this.#slots.get(key) === slot) this.#slots.delete(key)
    slot.retired = true
    if (slot.inFlight === 0) slot.opening.then(closeMcpClient, () => {})
  }

  #closeIdle(): void {
    const limit = Date.now() - idleMs
    for (const [key, slot] of this.#slots)
      if (slot.inFlight === 0 && slot.lastUsed < limit) this.#retire(key, slot)
  }
}

function madeFor({ accountId, connectionId, revision }: Target): Made {
  return { accountId, connectionId, revision }
}

function countStates(states: CircuitState[]): Record<string, number> {
  const inState = (...those: CircuitState[]) => states.filter((state) => those.includes(state)).length
  return {
    closed: inState(CircuitState.Closed),
    half_open: inState(CircuitState.HalfOpen),
    open: inState(CircuitState.Open, CircuitState.Isolated),
  }
}

/** The upstream no longer knows the session (Streamable HTTP: 404 on a request that carries a session id). */
class ForgottenSession extends Error {}

function isForgotten(failure: unknown, open: OpenClient): boolean {
  return (
    failure instanceof UpstreamFailure &&
    failure.status === 404 &&
    'sessionId' in open.transport &&
    open.transport.sessionId !== undefined
  )
}

function waitFor<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return promise
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
