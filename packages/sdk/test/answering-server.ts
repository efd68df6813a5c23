import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface AnsweringServer {
  url: string
  /** Every request so far: `GET /api/v1/agents`. */
  seen: string[]
  close(): Promise<void>
}

/** A server on loopback that answers the n-th request with the n-th answer, and all later ones with the last. */
export async function answeringServer(
  ...answers: ((response: ServerResponse, request: IncomingMessage) => unknown)[]
): Promise<AnsweringServer> {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`)
    answers[Math.min(seen.length, answers.length) - 1]?.(response, request)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Answers with JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  }
}

/** An error answer as the API gives it. */
export function refusal(status: number, code: string, headers?: Record<string, string>) {
  return json(status, { error: { code, message: `It is ${code}.` } }, headers)
}
