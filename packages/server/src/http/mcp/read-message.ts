import { ProtocolErrorCode, isJsonContentType, readRequestBody } from '@modelcontextprotocol/server'
import { deeperThan } from '../json-depth.ts'
import { jsonRpcRefusal } from './refusals.ts'

const maxBytes = 4 * 1024 * 1024
const deepest = 64

/** The JSON of a POST, or the refusal: 415 for another media type, 413 beyond 4 MiB, 400 for what is not JSON. */
export async function readMessage(request: Request): Promise<{ body: unknown } | Response> {
  if (!isJsonContentType(request.headers.get('content-type')))
    return jsonRpcRefusal(415, ProtocolErrorCode.InvalidRequest, 'Content-Type must be application/json.')
  const read = await readRequestBody(request, maxBytes)
  if (read.tooLarge)
    return jsonRpcRefusal(413, ProtocolErrorCode.InvalidRequest, 'The message is larger than 4 MiB.')
  if (deeperThan(read.text, deepest))
    return jsonRpcRefusal(
      400,
      ProtocolErrorCode.InvalidRequest,
      `The message is nested deeper than ${deepest} levels.`,
    )
  try {
    return { body: JSON.parse(read.text) }
  } catch {
    return jsonRpcRefusal(400, ProtocolErrorCode.ParseError, 'Parse error: the body is not valid JSON.')
  }
}

/** Whether a message opens a stream of changes, which stays open (MCP 2026-07-28). */
export function isListen(body: unknown): boolean {
  return (
    typeof body === 'object' && body !== null && 'method' in body && body.method === 'subscriptions/listen'
  )
}
