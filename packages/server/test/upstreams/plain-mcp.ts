/** A JSON-RPC message as far as a hand-made server needs it. */
export interface Message {
  id?: string | number
  method: string
  params?: Record<string, unknown>
}

/** Whether a body is one JSON-RPC request or notification. */
export function isMessage(body: unknown): body is Message {
  return typeof body === 'object' && body !== null && 'method' in body && typeof body.method === 'string'
}

/**
 * What a plain server without SDK answers: the handshake of revisions before 2026-07-28, a list of tools and
 * calls that succeed. It can say things that no SDK would let a server say.
 * @returns the JSON-RPC answer; undefined for notifications
 */
export function plainAnswer(message: Message, tools: unknown[]): object | undefined {
  const { id, method, params } = message
  if (id === undefined) return undefined
  const answer = (result: object) => ({ jsonrpc: '2.0', id, result })
  if (method === 'initialize') return answer(handshake(params))
  if (method === 'ping') return answer({})
  if (method === 'tools/list') return answer({ tools })
  if (method === 'tools/call')
    return answer({ content: [{ type: 'text', text: `called ${String(params?.['name'])}` }] })
  return { jsonrpc: '2.0', id, error: { code: -32601, message: 'Method not found' } }
}

/** How far a client has come when it sends this message. */
export function stageOf(message: Message): Stage {
  if (message.method === 'tools/call') return 'call'
  if (message.method === 'tools/list') return 'list'
  return 'start'
}

/** `list` means: after the handshake, from the first `tools/list` on. */
export type Stage = 'start' | 'list' | 'call'

export function hasReached(stage: Stage, wanted: Stage): boolean {
  const order: Stage[] = ['start', 'list', 'call']
  return order.indexOf(stage) >= order.indexOf(wanted)
}

function handshake(params: Record<string, unknown> | undefined): object {
  return {
    protocolVersion: params?.['protocolVersion'] ?? '2025-06-18',
    capabilities: { tools: {} },
    serverInfo: { name: 'hostile-upstream', version: '1.0.0' },
  }
}
