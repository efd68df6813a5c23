import { createMcpHandler, InMemoryServerEventBus } from '@modelcontextprotocol/server'
import type { McpHttpHandler, ServerEventBus } from '@modelcontextprotocol/server'
import { Hono } from 'hono'
import { authenticateAgentKey } from '../../agent-keys/authenticate-agent-key.ts'
import type { Context, Services } from '../../context.ts'
import type { RateLimits } from '../../rate-limits/rate-limits.ts'
import type { HubEnv } from '../rest/rest.ts'
import { traced } from '../traced.ts'
import { watchToolsets } from './list-changes.ts'
import type { Watch } from './list-changes.ts'
import { mcpServer } from './mcp-server.ts'
import { readMessage } from './read-message.ts'
import { endedByRevocation } from './ended-by-revocation.ts'
import { bearerOf, jsonRpcRefusal, originRefusal, tooMany, unauthenticated } from './refusals.ts'

/** The MCP face of agents. */
export interface AgentEndpoint {
  routes: Hono<HubEnv>
  /** Ends the open streams; calls in flight go on. */
  close(): Promise<void>
}

/** One agent's handler: it holds the agent's open `subscriptions/listen` streams. */
interface AgentHandler {
  handler: McpHttpHandler
  watch: Watch
}

/**
 * `/mcp/{agent}`: Streamable HTTP, revisions 2025-03-26 to 2026-07-28 on one path, agent key as Bearer. Stateless:
 * no request needs the node that answered the one before it.
 */
export function agentEndpoint(services: Services, limits: RateLimits): AgentEndpoint {
  const handlers = new Map<string, AgentHandler>()
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
    return serve(services, handlers, ctx, ctx.actor.agentId, request)
  })
  return {
    routes,
    close: async () => {
      await Promise.all([...handlers.values()].map(({ handler, watch }) => (watch.stop(), handler.close())))
      handlers.clear()
    },
  }
}

async function authenticate(services: Services, request: Request): Promise<Context | undefined> {
  const secret = bearerOf(request)
  const ctx = secret ? await authenticateAgentKey({ services, secret }) : undefined
  return ctx && traced(ctx, request)
}

async function serve(
  services: Services,
  handlers: Map<string, AgentHandler>,
  ctx: Context,
  agentId: string,
  request: Request,
): Promise<Response> {
  if (request.method !== 'POST') return handlerOf(services, handlers, ctx, agentId).handler.fetch(request)
  const message = await readMessage(request)
  if (message instanceof Response) return message
  const { handler } = handlerOf(services, handlers, ctx, agentId)
  // The key was checked above; the handler only carries our context to the server it makes for this request.
  const authInfo = { token: '', clientId: ctx.actor.id, scopes: [], extra: { ctx } }
  return handler.fetch(isListen(message.body) ? endedByRevocation(ctx, request) : request, {
    parsedBody: message.body,
    authInfo,
  })
}

function isListen(body: unknown): boolean {
  return (
    typeof body === 'object' && body !== null && 'method' in body && body.method === 'subscriptions/listen'
  )
}

function handlerOf(
  services: Services,
  handlers: Map<string, AgentHandler>,
  ctx: Context,
  agentId: string,
): AgentHandler {
  const present = handlers.get(agentId)
  if (present) return present
  const events = new InMemoryServerEventBus()
  const bus: ServerEventBus = {
    publish: (event) => events.publish(event),
    subscribe: (listener) => {
      watch.begin()
      return events.subscribe(listener)
    },
  }
  const handler = createMcpHandler(
    ({ authInfo, era }) =>
      mcpServer({ ctx: authInfo?.extra?.['ctx'] as Context, source: { kind: 'agent', agentId }, era }),
    {
      bus,
      onerror: (error) => services.log.debug({ err: error, agent: agentId }, 'an MCP request was refused'),
    },
  )
  const watch = watchToolsets(
    services,
    ctx.accountId,
    agentId,
    handler.notify,
    () => events.listenerCount > 0,
  )
  const entry = { handler, watch }
  handlers.set(agentId, entry)
  return entry
}
