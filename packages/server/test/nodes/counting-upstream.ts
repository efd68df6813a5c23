import type { ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { listenOnLoopback } from '../upstreams/listen-on-loopback.ts'
import { isMessage, plainAnswer } from '../upstreams/plain-mcp.ts'
import { readBody } from '../upstreams/read-body.ts'
import { SeenRequests } from '../upstreams/seen-requests.ts'

/** An MCP server with a tool that writes, `append`, and one that reads, `look`. Both take `ref` and `ms`, and wait. */
export interface CountingUpstream {
  url: string
  /** How often each `ref` was to be written. */
  writes: Map<string, number>
  close(): Promise<void>
}

const inputSchema = {
  type: 'object',
  properties: { ref: { type: 'string' }, ms: { type: 'number' } },
  required: ['ref', 'ms'],
}
const tools = [
  { name: 'append', inputSchema },
  { name: 'look', inputSchema, annotations: { readOnlyHint: true } },
]

export async function startCountingUpstream(): Promise<CountingUpstream> {
  const writes = new Map<string, number>()
  const listening = await listenOnLoopback(async (request, response) => {
    const body = request.method === 'POST' ? await readBody(request, new SeenRequests()) : undefined
    if (!isMessage(body)) return send(response, 405)
    if (body.method !== 'tools/call') {
      const answer = plainAnswer(body, tools)
      return send(response, answer ? 200 : 202, answer)
    }
    const { name, arguments: args } = body.params as { name: string; arguments: { ref: string; ms: number } }
    if (name === 'append') writes.set(args.ref, (writes.get(args.ref) ?? 0) + 1)
    await pause(args.ms)
    send(response, 200, {
      jsonrpc: '2.0',
      id: body.id,
      result: { content: [{ type: 'text', text: `done ${args.ref}` }] },
    })
  })
  return { url: `${listening.origin}/mcp`, writes, close: () => listening.close() }
}

function send(response: ServerResponse, status: number, body?: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body && JSON.stringify(body))
}
