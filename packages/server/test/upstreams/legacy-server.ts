import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import type { Tool } from '@modelcontextprotocol/sdk/types.js'
import { type LegacyOffer, legacyTools, legacyToolServer } from './legacy-tools.ts'
import { listenOnLoopback } from './listen-on-loopback.ts'
import { noTraces, type ToolTraces } from './modern-tools.ts'
import { readBody } from './read-body.ts'
import { SeenRequests } from './seen-requests.ts'

/** A running SDK 1.x server and what a test may do with it. */
export interface LegacyServer {
  /** The MCP endpoint. */
  url: string
  port: number
  seen: SeenRequests
  traces: ToolTraces
  /** The definitions it lists; changes take effect with the next request. */
  tools: Tool[]
  /** How many sessions were ever opened, and how many are open now. */
  sessions(): { opened: number; open: number }
  /** Pushes `notifications/tools/list_changed` to every session. */
  announceTools(): Promise<void>
  /** Forgets every session, as after a restart: their ids answer 404 from now on. */
  forgetSessions(): Promise<void>
  close(): Promise<void>
}

/** Streamable HTTP with sessions on SDK 1.x: revisions 2025-03-26 to 2025-11-25. */
export async function startLegacyServer(
  options: { port?: number; name?: string } = {},
): Promise<LegacyServer> {
  const seen = new SeenRequests()
  const offer: LegacyOffer = {
    name: options.name ?? 'legacy-upstream',
    tools: legacyTools(),
    traces: noTraces(),
  }
  const sessions = new Sessions(offer)
  const listening = await listenOnLoopback(async (request, response) => {
    const body = await readBody(request, seen)
    const id = request.headers['mcp-session-id']
    const transport = id === undefined ? await sessions.start() : sessions.find(String(id))
    if (transport) await transport.handleRequest(request, response, body)
    else sessionNotFound(response)
  }, options.port)
  return {
    url: `${listening.origin}/mcp`,
    port: listening.port,
    seen,
    traces: offer.traces,
    tools: offer.tools,
    sessions: () => ({ opened: sessions.opened, open: sessions.open }),
    announceTools: () => sessions.announceTools(),
    forgetSessions: () => sessions.forget(),
    close: async () => {
      await sessions.forget()
      await listening.close()
    },
  }
}

class Sessions {
  opened = 0
  readonly #offer: LegacyOffer
  readonly #sessions = new Map<string, { server: Server; transport: StreamableHTTPServerTransport }>()

  constructor(offer: LegacyOffer) {
    this.#offer = offer
  }

  get open(): number {
    return this.#sessions.size
  }

  find(id: string): StreamableHTTPServerTransport | undefined {
    return this.#sessions.get(id)?.transport
  }

  async start(): Promise<StreamableHTTPServerTransport> {
    const server = legacyToolServer(this.#offer)
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => {
        this.opened += 1
        this.#sessions.set(id, { server, transport })
      },
      onsessionclosed: (id) => void this.#sessions.delete(id),
    })
    await server.connect(transport)
    return transport
  }

  async announceTools(): Promise<void> {
    await Promise.all([...this.#sessions.values()].map(({ server }) => server.sendToolListChanged()))
  }

  async forget(): Promise<void> {
    const open = [...this.#sessions.values()]
    this.#sessions.clear()
    await Promise.all(open.map(({ server }) => server.close()))
  }
}

function sessionNotFound(response: ServerResponse): void {
  response.writeHead(404, { 'content-type': 'application/json' })
  response.end(
    JSON.stringify({ jsonrpc: '2.0', error: { code: -32001, message: 'Session not found' }, id: null }),
  )
}
