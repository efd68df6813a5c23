import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { parseBody, type SeenRequests } from './seen-requests.ts'

/** Reads a request of `node:http` to its end and notes it. @returns its parsed body; undefined if it is no JSON */
export async function readBody(request: IncomingMessage, seen: SeenRequests): Promise<unknown> {
  const body = request.method === 'POST' ? parseBody(await text(request)) : undefined
  seen.add({ httpMethod: request.method ?? '', path: request.url ?? '', headers: headersOf(request), body })
  return body
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headers).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]))
}
