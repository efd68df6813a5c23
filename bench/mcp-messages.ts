/** Which generation of the wire a request speaks: sessions and a handshake, or neither. */
export type Era = 'legacy' | 'modern'

export const eras: readonly Era[] = ['legacy', 'modern']

/** The newest revision of each era. */
export const revisions = { legacy: '2025-11-25', modern: '2026-07-28' } as const satisfies Record<Era, string>

/** One JSON-RPC request as it goes over Streamable HTTP. */
export interface McpRequest {
  headers: Record<string, string>
  body: string
}

const client = { name: 'jackfield-bench', version: '1' }

/**
 * A request, or a notification when `id` is absent, in the words of an era: 2026-07-28 repeats method and name in
 * headers and says in `_meta` who asks, older revisions did so in their handshake.
 */
export function mcpRequest(
  era: Era,
  id: number | undefined,
  method: string,
  params: Record<string, unknown> = {},
): McpRequest {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
  }
  if (method !== 'initialize') headers['mcp-protocol-version'] = revisions[era]
  if (era === 'legacy') return { headers, body: JSON.stringify({ jsonrpc: '2.0', id, method, params }) }
  headers['mcp-method'] = method
  if (typeof params['name'] === 'string') headers['mcp-name'] = params['name']
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': revisions.modern,
    'io.modelcontextprotocol/clientInfo': client,
    'io.modelcontextprotocol/clientCapabilities': {},
  }
  return { headers, body: JSON.stringify({ jsonrpc: '2.0', id, method, params: { ...params, _meta } }) }
}

/** What a client of an era says first. */
export function openingRequest(era: Era, id: number): McpRequest {
  if (era === 'modern') return mcpRequest(era, id, 'server/discover')
  const params = { protocolVersion: revisions.legacy, capabilities: {}, clientInfo: client }
  return mcpRequest(era, id, 'initialize', params)
}

/**
 * The result in an answer, which may be JSON or an event stream of one or more messages.
 * @throws Error with the beginning of the answer when it holds no result.
 */
export function resultOf(status: number, contentType: string, text: string): Record<string, unknown> {
  const messages = contentType.includes('event-stream') ? dataLines(text) : [text]
  for (const message of messages) {
    const { result } = parsed(message)
    if (typeof result === 'object' && result !== null) return { ...result }
  }
  throw new Error(`answered ${status} without a result: ${text.slice(0, 300)}`)
}

function dataLines(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.startsWith('data:') ? [line.slice(5)] : []))
}

function parsed(text: string): { result?: unknown } {
  try {
    return JSON.parse(text) as { result?: unknown }
  } catch {
    return {}
  }
}
