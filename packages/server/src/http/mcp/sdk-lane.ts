import { createMcpHandler } from '@modelcontextprotocol/server'
import type { McpHandlerRequestOptions, McpHttpHandler, ServerEventBus } from '@modelcontextprotocol/server'
import type { Services } from '../../context.ts'
import { mcpServer } from './mcp-server.ts'
import type { Served } from './mcp-server.ts'

/** The SDK's handler for requests that were let in. It makes a server for each. */
export function sdkHandler(services: Services, bus?: ServerEventBus): McpHttpHandler {
  return createMcpHandler(({ authInfo, era }) => mcpServer({ ...servedOf(authInfo?.extra), era }), {
    ...(bus ? { bus } : {}),
    onerror: (error) => services.log.debug({ err: error }, 'an MCP request was refused'),
  })
}

/** Carries what the request is served with to the server that the handler makes. */
export function served(what: Served, message?: { body: unknown }): McpHandlerRequestOptions {
  // The key was checked before; `extra` is the only part that is read.
  const authInfo = { token: '', clientId: what.ctx.actor.id, scopes: [], extra: { ...what } }
  return { authInfo, ...(message && { parsedBody: message.body }) }
}

function servedOf(extra: Record<string, unknown> | undefined): Served {
  return extra as unknown as Served
}
