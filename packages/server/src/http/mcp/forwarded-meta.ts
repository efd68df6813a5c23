import { CLIENT_CAPABILITIES_META_KEY } from '@modelcontextprotocol/server'
import type { ServerContext } from '@modelcontextprotocol/server'

/**
 * The `_meta` that goes on to the upstream: everything the client put there but its progress token, which belongs
 * to this leg, and the client's capabilities, so that the upstream asks only for input that this client can give
 * (MCP 2026-07-28, multi round-trip requests). Who the client is stays here.
 */
export function forwardedMeta(mcp: ServerContext): Record<string, unknown> | undefined {
  const { progressToken: _ours, ...meta } = mcp.mcpReq._meta ?? {}
  const envelope: Record<string, unknown> = { ...mcp.mcpReq.envelope }
  const capabilities = envelope[CLIENT_CAPABILITIES_META_KEY]
  const all = { ...meta, ...(capabilities ? { [CLIENT_CAPABILITIES_META_KEY]: capabilities } : {}) }
  return Object.keys(all).length > 0 ? all : undefined
}
