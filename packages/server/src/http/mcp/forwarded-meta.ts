import { CLIENT_CAPABILITIES_META_KEY } from '@modelcontextprotocol/server'

type Meta = Record<string, unknown>

/**
 * The `_meta` that goes on to the upstream: everything the client put there but its progress token, which belongs
 * to this leg, and the client's capabilities, so that the upstream asks only for input that this client can give
 * (MCP 2026-07-28, multi round-trip requests). Who the client is stays here.
 * @param meta of the request, without the envelope
 * @param envelope what the request says of itself, from 2026-07-28 on
 */
export function forwardedMeta(meta: Meta | undefined, envelope: Meta | undefined): Meta | undefined {
  const { progressToken: _ours, ...forwarded } = meta ?? {}
  const capabilities = envelope?.[CLIENT_CAPABILITIES_META_KEY]
  if (capabilities) forwarded[CLIENT_CAPABILITIES_META_KEY] = capabilities
  return Object.keys(forwarded).length > 0 ? forwarded : undefined
}
