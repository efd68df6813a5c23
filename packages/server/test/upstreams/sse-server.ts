import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { SSEServerTransport } from '@modelcontextprotocol/sdk/server/sse.js'
import type { Tool } from '@modelcontextprotocol/sdk/types.js'
import { type LegacyOffer, legacyTools, legacyToolServer } from './legacy-tools.ts'
import { listenOnLoopback } from './listen-on-loopback.ts'
import { noTraces, type ToolTraces } from './modern-tools.ts'
import { readBody } from './read-body.ts'
import { SeenRequests } from './seen-requests.ts'

/** A running HTTP+SSE server and what a test may do with it. */
export interface SseServer {
  /** Where the GET stream is opened; it names the address for the POSTs. */
  url: string
  port: number
  /** Both the GET streams and the POSTs. */
  seen: SeenRequests
  traces: ToolTraces
  /** The definitions it lists; changes take effect with the next request. */
  tools: Tool[]
  /** How many streams are open now. */
  open(): number
  /** Pushes `notifications/tools/list_changed` on every stream. */
  announceTools(): Promise<void>
  /** Ends every stream, as a proxy with an idle limit does. */
  dropStreams(): Promise<void>
  close(): Promise<void>
}

interface Stream {
  server: Server
  transport: SSEServerTransport
}

/** The transport of revision 2024-11-05 on SDK 1.x: a GET stream at `/sse`, POSTs at `/message`. */
export async function startSseServer(options: { port?: number; name?: string } = {}): Promise<SseServer> {
  const seen = new SeenRequests()
  const offer: LegacyOffer = {
    name: options.name ?? 'sse-upstream',
    tools: legacyTools(),
    traces: noTraces(),
  }
  const streams = new Map<string, Stream>()
  const listening = await listenOnLoopback(async (request, response) => {
    const body = await readBody(request, seen)
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://loopback')
    if (request.method === 'GET' && pathname === '/sse') return openStream(offer, streams, response)
    const stream = streams.get(searchParams.get('sessionId') ?? '')
    if (request.method === 'POST' && pathname === '/message' && stream)
      return post(stream, request, response, body)
    response.writeHead(pathname === '/sse' ? 405 : 404).end()
  }, options.port)
  const dropStreams = async () => {
    await Promise.all([...streams.values()].map(({ server }) => server.close()))
  }
  return {
    url: `${listening.origin}/sse`,
    port: listening.port,
    seen,
    traces: offer.traces,
    tools: offer.tools,
    open: () => streams.size,
    announceTools: async () => {
      await Promise.all([...streams.values()].map(({ server }) => server.sendToolListChanged()))
    },
    dropStreams,
    close: async () => {
      await dropStreams()
      await listening.close()
    },
  }
}

async function openStream(
  offer: LegacyOffer,
  streams: Map<string, Stream>,
  response: ServerResponse,
): Promise<void> {
  const server = legacyToolServer(offer)
  const transport = new SSEServerTransport('/message', response)
  const { sessionId } = transport
  streams.set(sessionId, { server, transport })
  server.onclose = () => void streams.delete(sessionId)
  await server.connect(transport)
}

async function post(
  stream: Stream,
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
): Promise<void> {
  await stream.transport.handlePostMessage(request, response, body)
}
