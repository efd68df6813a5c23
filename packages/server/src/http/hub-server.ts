import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import type { HubEnv } from './rest/rest.ts'
import { setSecurityHeaders } from './security-headers.ts'

const SWEEP_MS = 50

/** The listening side of the hub. */
export interface HubServer {
  /** Resolves with the port. @throws the system's error, for example EADDRINUSE. */
  listen(port: number, host: string): Promise<number>
  /** Accepts nothing new, waits for requests in flight up to `patienceMs`, then cuts off what is left. */
  drain(patienceMs: number): Promise<void>
}

/** An HTTP server for the app, not listening yet. */
export function hubServer(app: Hono<HubEnv>): HubServer {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  server.prependListener('request', setSecurityHeaders)
  return {
    listen: (port, host) => listen(server, port, host),
    drain: (patienceMs) => drain(server, patienceMs),
  }
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
  // A kept-alive connection whose last request has just ended would otherwise stay until its client leaves.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
  const patience = setTimeout(() => server.closeAllConnections(), patienceMs)
  await closed
  clearInterval(sweep)
  clearTimeout(patience)
}
