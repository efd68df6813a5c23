import { InMemoryServerEventBus } from '@modelcontextprotocol/server'
import type { McpHttpHandler, ServerEventBus } from '@modelcontextprotocol/server'
import { Hono } from 'hono'
import type { Context as HonoContext } from 'hono'
import { authenticateAgentKey } from '../../agent-keys/authenticate-agent-key.ts'
import type { Context, Services } from '../../context.ts'
import type { RateLimits } from '../../rate-limits/rate-limits.ts'
import type { Source } from '../../toolsets/source.ts'
import type { HubEnv } from '../rest/rest.ts'
import { traced } from '../traced.ts'
import { watchToolsets } from './list-changes.ts'
import type { Watch } from './list-changes.ts'
import { FastLane } from './fast-lane.ts'
import { isListen, readMessage } from './read-message.ts'
import { endedByRevocation } from './ended-by-revocation.ts'
import { sdkHandler, served } from './sdk-lane.ts'
import { bearerOf, jsonRpcRefusal, leaving, originRefusal, tooMany, unauthenticated } from './refusals.ts'

/** The MCP face of agents. */
export interface AgentEndpoint {
  routes: Hono<HubEnv>
  /** Ends the open streams; calls in flight go on. */
  close(): Promise<void>
}

/** What holds one agent's open `subscriptions/listen` streams. */
interface Listening {
  handler: McpHttpHandler
  watch: Watch
}

/** Listening is apart from all else, because a handler that is closed drops its calls in flight. */
interface Handlers {
  sdk: McpHttpHandler
  calls: FastLane
  listening: Map<string, Listening>
  closed: boolean
}

/**
 * `/mcp/{agent}`: Streamable HTTP, revisions 2025-03-26 to 2026-07-28 on one path, agent key as Bearer. Stateless:
 * no request needs the node that answered the one before it.
 */
export function agentEndpoint(services: Services, limits: RateLimits): AgentEndpoint {
  const sdk = sdkHandler(services)
  const handlers: Handlers = { sdk, calls: new FastLane(sdk), listening: new Map(), closed: false }
  const routes = new Hono<HubEnv>().all('/mcp/:agent', async (http) => {
    const request = http.req.raw
    const foreign = originRefusal(request, services)
    if (foreign) return foreign
    const ctx = await authenticate(services, request)
    if (!ctx) {
      const refusal = limits.refused('mcp', http.get('clientAddress'))
      return refusal ? tooMany(refusal) : unauthenticated(request)
    }
    const refusal = limits.request('mcp', ctx)
    if (refusal) return tooMany(refusal)
    // A key for another agent learns nothing of whether this one exists.
    if (ctx.actor.type !== 'agent_key' || ctx.actor.agentId !== http.req.param('agent'))
      return jsonRpcRefusal(404, -32600, 'There is no such agent.')
    return serve(handlers, ctx, ctx.actor.agentId, http)
  })
  return {
    routes,
    close: async () => {
      handlers.closed = true
      const open = [...handlers.listening.values()]
      await Promise.all(open.map(({ handler, watch }) => (watch.stop(), handler.close())))
    },
  }
}

async function authenticate(services: Services, request: Request): Promise<Context | undefined> {
  const secret = bearerOf(request)
  const ctx = secret ? await authenticateAgentKey({ services, secret }) : undefined
  return ctx && traced(ctx, request)
}

async function serve(
  handlers: Handlers,
  ctx: Context,
  agentId: string,
  { req, env }: HonoContext<HubEnv>,
): Promise<Response> {
  const request = req.raw
  const what = { ctx, source: { kind: 'agent', agentId } satisfies Source }
  if (request.method !== 'POST') return handlers.sdk.fetch(request, served(what))
  const message = await readMessage(env.incoming)
  if (message instanceof Response) return message
  if (!isListen(message.body)) return handlers.calls.serve(request, env.outgoing, what, message)
  if (handlers.closed) return leaving()
  const { handler } = listeningOf(handlers, ctx, agentId)
  return handler.fetch(endedByRevocation(ctx, request), served(what, message))
}

function listeningOf({ listening }: Handlers, ctx: Context, agentId: string): Listening {
  const present = listening.get(agentId)
  if (present) return present
  const events = new InMemoryServerEventBus()
  const bus: ServerEventBus = {
    publish: (event) => events.publish(event),
    subscribe: (listener) => {
      watch.begin()
      return events.subscribe(listener)
    },
  }
  const handler = sdkHandler(ctx.services, bus)
  const watch = watchToolsets(
    ctx.services,
    ctx.accountId,
    agentId,
    handler.notify,
    () => events.listenerCount > 0,
  )
  const entry = { handler, watch }
  listening.set(agentId, entry)
  return entry
}
