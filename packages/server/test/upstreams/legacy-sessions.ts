import { randomUUID } from 'node:crypto'
import {
  isInitializeRequest,
  type Server,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server'

interface Session {
  server: Server
  transport: WebStandardStreamableHTTPServerTransport
}

/**
 * Serves the revisions before 2026-07-28 with sessions, as most servers of that time do: a session pushes list
 * changes and its own requests (sampling, elicitation) to the client, which stateless serving cannot.
 */
export class LegacySessions {
  /** How many sessions were ever opened. */
  opened = 0
  readonly #build: () => Server
  readonly #sessions = new Map<string, Session>()

  constructor(build: () => Server) {
    this.#build = build
  }

  /** How many sessions are open now. */
  get open(): number {
    return this.#sessions.size
  }

  async fetch(request: Request, body: unknown): Promise<Response> {
    const id = request.headers.get('mcp-session-id')
    const session = id === null ? undefined : this.#sessions.get(id)
    if (session) return session.transport.handleRequest(request, { parsedBody: body })
    if (id !== null) return refuse(404, -32001, 'Session not found')
    if (isInitializeRequest(body)) return this.#start(request, body)
    return refuse(400, -32000, 'Bad Request: Session ID required')
  }

  /** Calls every session's server, for example to announce a change. */
  async each(tell: (server: Server) => Promise<void>): Promise<void> {
    await Promise.all([...this.#sessions.values()].map(({ server }) => tell(server)))
  }

  /** Forgets every session, as a server that was restarted does: their ids answer 404 from now on. */
  async forget(): Promise<void> {
    const sessions = [...this.#sessions.values()]
    this.#sessions.clear()
    await Promise.all(sessions.map(({ server }) => server.close()))
  }

  async #start(request: Request, body: unknown): Promise<Response> {
    const server = this.#build()
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      onsessioninitialized: (id) => {
        this.opened += 1
        this.#sessions.set(id, { server, transport })
      },
      onsessionclosed: (id) => void this.#sessions.delete(id),
    })
    await server.connect(transport)
    return transport.handleRequest(request, { parsedBody: body })
  }
}

function refuse(status: number, code: number, message: string): Response {
  return Response.json({ jsonrpc: '2.0', error: { code, message }, id: null }, { status })
}
