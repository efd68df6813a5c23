// The fastest honest upstream: MCP over Streamable HTTP without sessions, straight on node:http.
//   --era legacy|modern   which handshake it knows
//   --servers 20          how many of it listen, each on a port of its own
// Asked `{ hang: true, server: 3 }` it stops answering there, with `hang: false` it answers again.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { revisions } from './mcp-messages.ts'
import type { Era } from './mcp-messages.ts'
import { serveParent } from './parent-link.ts'

/** What the program says when it is ready. */
export interface EchoReady {
  /** MCP endpoints, one a server. */
  urls: string[]
}

export interface HangRequest {
  server: number
  hang: boolean
}

interface Message {
  id?: number | string
  method: string
  params?: { arguments?: { message?: string }; protocolVersion?: string }
}

const { values } = parseArgs({
  options: { era: { type: 'string', default: 'modern' }, servers: { type: 'string', default: '1' } },
})
const era = values.era as Era
const hanging = new Set<number>()

const inputSchema = {
  type: 'object',
  properties: { message: { type: 'string' } },
  required: ['message'],
}
/** The same tool twice: one says that it only reads, and counts as reading where the connector's hints are trusted. */
const tools = [
  {
    name: 'echo',
    description: 'Answers with the message.',
    inputSchema,
    annotations: { readOnlyHint: true },
  },
  { name: 'echo_write', description: 'Answers with the message.', inputSchema },
]
const capabilities = { tools: {} }
const serverInfo = { name: 'echo', version: '1.0.0' }
/** What 2026-07-28 asks of every result, and of those that may be kept. */
const complete = era === 'modern' ? { resultType: 'complete' } : {}
const kept = era === 'modern' ? { ttlMs: 60_000, cacheScope: 'public' } : {}

const urls: string[] = []
for (let server = 0; server < Number(values.servers); server++) urls.push(await listen(server))
serveParent({ urls } satisfies EchoReady, (request) => {
  const { server, hang } = request as HangRequest
  if (hang) hanging.add(server)
  else hanging.delete(server)
})

async function listen(number: number): Promise<string> {
  const server = createServer((request, response) => respond(number, request, response))
  server.keepAliveTimeout = 120_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`
}

function respond(server: number, request: IncomingMessage, response: ServerResponse): void {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (chunk: string) => (body += chunk))
  request.on('end', () => {
    if (hanging.has(server)) return
    if (request.method !== 'POST') {
      response.writeHead(405, { allow: 'POST' }).end()
      return
    }
    const message = JSON.parse(body) as Message
    if (message.id === undefined) {
      response.writeHead(202).end()
      return
    }
    const text = JSON.stringify({ jsonrpc: '2.0', id: message.id, ...answer(message) })
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    })
    response.end(text)
  })
}

function answer({ method, params }: Message): object {
  if (method === 'tools/call') {
    const content = [{ type: 'text', text: params?.arguments?.message ?? '' }]
    return { result: { ...complete, content } }
  }
  if (method === 'tools/list') return { result: { ...complete, ...kept, tools } }
  if (method === 'ping') return { result: complete }
  if (method === 'initialize' && era === 'legacy')
    return { result: { protocolVersion: revisions.legacy, capabilities, serverInfo } }
  if (method === 'server/discover' && era === 'modern')
    return {
      result: { ...complete, ...kept, supportedVersions: [revisions.modern], capabilities, serverInfo },
    }
  return { error: { code: -32601, message: 'Method not found' } }
}
