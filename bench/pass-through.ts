// What a gateway in Node cannot beat: a reverse proxy that looks at nothing, with one pool of kept-alive connections.
//   --upstream http://127.0.0.1:7001
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { Pool } from 'undici'
import { serveParent } from './parent-link.ts'

/** What the program says when it is ready. */
export interface PassThroughReady {
  /** Its address, without a path. */
  origin: string
}

/** Headers that belong to one connection only (RFC 9110, section 7.6.1), and the key, which is the gateway's own. */
const ownHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'keep-alive',
  'expect',
  'authorization',
])

const { values } = parseArgs({ options: { upstream: { type: 'string' } } })
const pool = new Pool(new URL(values.upstream ?? '').origin, { connections: 64, keepAliveTimeout: 60_000 })
const server = createServer((request, response) => receive(request, response))
server.keepAliveTimeout = 120_000
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
serveParent({ origin } satisfies PassThroughReady, () => undefined)

function receive(request: IncomingMessage, response: ServerResponse): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const body = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)
    forward(request, body ?? null, response).catch((error: unknown) => {
      response.writeHead(502).end(String(error))
    })
  })
}

async function forward(
  request: IncomingMessage,
  body: Buffer | null,
  response: ServerResponse,
): Promise<void> {
  const answer = await pool.request({
    path: request.url ?? '/',
    method: request.method === 'POST' ? 'POST' : 'GET',
    headers: passedOn(request.headers),
    body,
  })
  const text = Buffer.from(await answer.body.arrayBuffer())
  response.writeHead(answer.statusCode, { ...passedOn(answer.headers), 'content-length': text.length })
  response.end(text)
}

function passedOn(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const passed: IncomingHttpHeaders = {}
  for (const name in headers) if (!ownHeaders.has(name)) passed[name] = headers[name]
  return passed
}
