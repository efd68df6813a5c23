import type { Services } from '../../context.ts'
import type { Refusal } from '../../errors.ts'
import { allowedOrigins } from '../host-check.ts'

/** A refusal before any MCP message was understood, in JSON-RPC's error shape with no id. */
export function jsonRpcRefusal(
  status: number,
  code: number,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json(
    { jsonrpc: '2.0', id: null, error: { code, message } },
    { status, headers: { 'cache-control': 'no-store', ...headers } },
  )
}

/** The bearer token of a request (RFC 6750 section 2.1); undefined when there is none. */
export function bearerOf(request: Request): string | undefined {
  return /^Bearer +([\w.~+/=-]+) *$/i.exec(request.headers.get('authorization') ?? '')?.[1]
}

/** RFC 6750 section 3: no error code where no credential was sent. */
export function unauthenticated(request: Request): Response {
  const sent = request.headers.has('authorization')
  const message = sent
    ? 'This agent key is unknown, expired or revoked. Create a new one for the agent and send it as Bearer.'
    : 'An agent key is missing. Send it as: Authorization: Bearer jf_agent_...'
  const challenge = sent ? 'Bearer realm="jackfield", error="invalid_token"' : 'Bearer realm="jackfield"'
  return jsonRpcRefusal(401, -32600, message, { 'www-authenticate': challenge })
}

/** The same for the platform's address, which takes API keys. */
export function keyRefusal(request: Request, url: URL): Response {
  const sent = request.headers.has('authorization') || url.searchParams.has('key')
  const message = sent
    ? 'This API key is unknown, expired, revoked, or not made for this use. Create a new one and send it as Bearer.'
    : 'An API key is missing. Send it as: Authorization: Bearer jf_key_...'
  const challenge = sent ? 'Bearer realm="jackfield", error="invalid_token"' : 'Bearer realm="jackfield"'
  return jsonRpcRefusal(401, -32600, message, { 'www-authenticate': challenge })
}

/** 429 with Retry-After (RFC 6585 section 4). The message was not read, so nothing of it was done. */
export function tooMany({ message, retryAfter = 1 }: Refusal): Response {
  return jsonRpcRefusal(429, -32600, message, { 'retry-after': String(retryAfter) })
}

/** Pages of other origins must not reach an agent through a visitor's browser (MCP, Streamable HTTP, security). */
export function originRefusal(request: Request, services: Services): Response | undefined {
  const origin = request.headers.get('origin')
  if (origin === null || allowedOrigins(services, request).includes(origin)) return undefined
  return jsonRpcRefusal(403, -32600, 'Requests from this origin are not accepted.')
}

/** A stream that would be ended at once is not opened. */
export function leaving(): Response {
  return jsonRpcRefusal(503, -32603, 'The server is shutting down. Listen again in a moment.', {
    'retry-after': '1',
  })
}
