import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'

/** A server that listens, and how to end it. */
export interface Listening {
  /** `http://127.0.0.1:<port>`, without a path. */
  origin: string
  port: number
  /** Ends every open connection too, so that it also resolves while streams are open. */
  close(): Promise<void>
}

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * Listens on 127.0.0.1 with a handler of `node:http`.
 * @param port 0 picks a free one; a test that brings a dead server back passes the old one
 */
export async function listenOnLoopback(handler: NodeHandler, port = 0): Promise<Listening> {
  const server = createServer((request, response) => {
    handler(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    )
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const { port: actual } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${actual}`,
    port: actual,
    close: async () => {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

/** The same with a web-standard handler. The request's signal aborts when the client goes away. */
export function serveOnLoopback(
  fetch: (request: Request) => Promise<Response>,
  port = 0,
): Promise<Listening> {
  const listener = getRequestListener(fetch, { overrideGlobalObjects: false })
  return listenOnLoopback(async (request, response) => {
    await listener(request, response)
  }, port)
}
