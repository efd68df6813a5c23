import type { Tool } from '@modelcontextprotocol/server'
import { type BothEras, type Change, serveBothEras } from './both-eras.ts'
import { serveOnLoopback } from './listen-on-loopback.ts'
import { completeNote, notePrompts, noteResources, noteTemplates } from './modern-notes.ts'
import { modernTools, noTraces, type ToolTraces } from './modern-tools.ts'
import { type Offer, type OfferedTool, offeredServer } from './offered-server.ts'
import { parseBody, SeenRequests } from './seen-requests.ts'

export interface ModernServerOptions {
  /** A fixed port, to bring a server back where one was closed. */
  port?: number
  /** `false`: 2026-07-28 only. */
  legacy?: boolean
  /** Entries on one page of every list. */
  pageSize?: number
  /** Every request without this header is answered with 401. */
  requireHeader?: { name: string; value: string }
  /** What the server calls itself. */
  name?: string
}

/** A running server and what a test may do with it. */
export interface ModernServer {
  /** The MCP endpoint, `http://127.0.0.1:<port>/mcp`. */
  url: string
  port: number
  seen: SeenRequests
  traces: ToolTraces
  /** What it offers right now; changes take effect with the next request. */
  offer: Offer
  /** Changes parts of one tool's definition. @throws Error when there is no such tool. */
  changeTool(name: string, change: Partial<Tool>): void
  addTool(tool: OfferedTool): void
  removeTool(name: string): void
  /** Tells the clients of both eras that something changed. */
  announce(change: Change): Promise<void>
  requireHeader(header: { name: string; value: string } | undefined): void
  /** Sessions of revisions before 2026-07-28. */
  sessions: BothEras['sessions']
  close(): Promise<void>
}

/** A server on SDK 2.x, that serves 2026-07-28 and, with sessions, every older revision. */
export async function startModernServer(options: ModernServerOptions = {}): Promise<ModernServer> {
  const seen = new SeenRequests()
  const traces = noTraces()
  const offer = offerOf(traces, options)
  const both = serveBothEras(() => offeredServer(offer), options.legacy)
  let required = options.requireHeader
  const listening = await serveOnLoopback(async (request) => {
    const copy = await recorded(request, seen)
    if (required && request.headers.get(required.name) !== required.value) return unauthorized()
    return both.fetch(copy.request, copy.body)
  }, options.port)
  return {
    url: `${listening.origin}/mcp`,
    port: listening.port,
    seen,
    traces,
    offer,
    ...toolControls(offer),
    announce: both.announce,
    requireHeader: (header) => void (required = header),
    sessions: both.sessions,
    close: async () => {
      await both.close()
      await listening.close()
    },
  }
}

/** Notes a request, and gives it back unread with its parsed body. */
export async function recorded(
  request: Request,
  seen: SeenRequests,
): Promise<{ request: Request; body: unknown }> {
  const { pathname, search } = new URL(request.url)
  const text = request.method === 'POST' ? await request.text() : undefined
  const body = text === undefined ? undefined : parseBody(text)
  const { method, headers, signal } = request
  seen.add({ httpMethod: method, path: pathname + search, headers: Object.fromEntries(headers), body })
  return { request: new Request(request.url, { method, headers, signal, body: text ?? null }), body }
}

function offerOf(traces: ToolTraces, options: ModernServerOptions): Offer {
  return {
    name: options.name ?? 'modern-upstream',
    instructions: 'Notes, and a few awkward tools.',
    tools: modernTools(traces),
    resources: noteResources(),
    templates: noteTemplates(),
    prompts: notePrompts(),
    complete: completeNote,
    ...(options.pageSize === undefined ? {} : { pageSize: options.pageSize }),
  }
}

function toolControls(offer: Offer): Pick<ModernServer, 'changeTool' | 'addTool' | 'removeTool'> {
  return {
    changeTool: (name, change) => {
      const tool = offer.tools.find(({ definition }) => definition.name === name)
      if (!tool) throw new Error(`The server has no tool ${name}.`)
      tool.definition = { ...tool.definition, ...change }
    },
    addTool: (tool) => void offer.tools.push(tool),
    removeTool: (name) => {
      offer.tools = offer.tools.filter(({ definition }) => definition.name !== name)
    },
  }
}

function unauthorized(): Response {
  return new Response('Unauthorized', {
    status: 401,
    headers: { 'www-authenticate': 'Bearer realm="upstream"' },
  })
}
