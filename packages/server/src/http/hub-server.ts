import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import type { HubEnv } from './rest/rest.ts'
import { setSecurityHeaders } from './security-headers.ts'

const SWEEP_MS = 50

/** The listening side of the hub. */
export interface HubServer {
  /** Resolves with the port. @throws the system's error, for example EADDRINUSE. */
  listen(port: number, host: string): Promise<number>
  /**
   * Ends every connection after its answer, so that clients come back elsewhere, and takes requests for `graceMs`
   * longer. Resolves when that is over.
   */
  takeLeave(graceMs: number): Promise<void>
  /** Accepts nothing new, waits for requests in flight up to `patienceMs`, then cuts off what is left. */
  drain(patienceMs: number): Promise<void>
}

/** An HTTP server for the app, not listening yet. */
export function hubServer(app: Hono<HubEnv>): HubServer {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  server.prependListener('request', setSecurityHeaders)
  const farewell = new Farewell()
  server.prependListener('request', (request, response) => farewell.watch(request, response))
  return {
    listen: (port, host) => listen(server, port, host),
    async takeLeave(graceMs) {
      farewell.begin()
      if (server.listening && graceMs > 0) await pause(graceMs)
    },
    drain: (patienceMs) => drain(server, patienceMs),
  }
}

/**
 * Says goodbye with every answer, once it has begun. A connection is never just closed: its client may be sending the
 * next request at that moment. So one whose answer had begun before is left to its next answer.
 */
class Farewell {
  readonly #unanswered = new Set<ServerResponse>()
  #begun = false

  watch(_: IncomingMessage, response: ServerResponse): void {
    if (this.#begun) return sayGoodbye(response)
    this.#unanswered.add(response)
    response.once('close', () => this.#unanswered.delete(response))
  }

  begin(): void {
    this.#begun = true
    for (const response of this.#unanswered) if (!response.headersSent) sayGoodbye(response)
    this.#unanswered.clear()
  }
}

/** RFC 9112 section 9.6: the connection ends after this answer. */
function sayGoodbye(response: ServerResponse): void {
  response.setHeader('connection', 'close')
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

async function drain(server: Server, patienceMs: number): Promise<void> {
  if (!server.listening) return
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection that was left open would otherwise stay until its client leaves.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
  const patience = setTimeout(() => server.closeAllConnections(), patienceMs)
  await closed
  clearInterval(sweep)
  clearTimeout(patience)
}
