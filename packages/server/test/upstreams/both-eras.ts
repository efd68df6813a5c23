import { createMcpHandler, isLegacyRequest, type Server } from '@modelcontextprotocol/server'
import { LegacySessions } from './legacy-sessions.ts'

/** What a server says has changed; a string is the URI of one resource. */
export type Change = 'tools' | 'prompts' | 'resources' | { resource: string }

/** One MCP server on one address: 2026-07-28 without sessions, every older revision with them. */
export interface BothEras {
  fetch(request: Request, body: unknown): Promise<Response>
  /** Tells the clients of both eras: on `subscriptions/listen` streams, and in every session. */
  announce(change: Change): Promise<void>
  sessions: LegacySessions
  close(): Promise<void>
}

/**
 * @param build makes a server with all its handlers: once a request for 2026-07-28, once a session before it
 * @param legacy `false` refuses every older revision
 */
export function serveBothEras(build: () => Server, legacy = true): BothEras {
  const modern = createMcpHandler(build, { legacy: 'reject' })
  const sessions = new LegacySessions(build)
  return {
    sessions,
    fetch: async (request, body) => {
      const parsedBody = body === undefined ? {} : { parsedBody: body }
      if (legacy && (await isLegacyRequest(request, body))) return sessions.fetch(request, body)
      return modern.fetch(request, parsedBody)
    },
    announce: async (change) => {
      if (change === 'tools') modern.notify.toolsChanged()
      else if (change === 'prompts') modern.notify.promptsChanged()
      else if (change === 'resources') modern.notify.resourcesChanged()
      else modern.notify.resourceUpdated(change.resource)
      await sessions.each((server) => tellSession(server, change))
    },
    close: async () => {
      await modern.close()
      await sessions.forget()
    },
  }
}

async function tellSession(server: Server, change: Change): Promise<void> {
  if (change === 'tools') await server.sendToolListChanged()
  else if (change === 'prompts') await server.sendPromptListChanged()
  else if (change === 'resources') await server.sendResourceListChanged()
  else await server.sendResourceUpdated({ uri: change.resource })
}
