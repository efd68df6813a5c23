import type { IncomingMessage } from 'node:http'
import { ProtocolErrorCode, isJsonContentType } from '@modelcontextprotocol/server'
import getRawBody from 'raw-body'
import { deeperThan } from '../json-depth.ts'
import { jsonRpcRefusal } from './refusals.ts'

const maxBytes = 4 * 1024 * 1024
const deepest = 64
const utf8 = new TextDecoder()

/** The JSON of a POST, or the refusal: 415 for another media type, 413 beyond 4 MiB, 400 for what is not JSON. */
export async function readMessage(incoming: IncomingMessage): Promise<{ body: unknown } | Response> {
  if (!isJsonContentType(incoming.headers['content-type'] ?? null))
    return jsonRpcRefusal(415, ProtocolErrorCode.InvalidRequest, 'Content-Type must be application/json.')
  const text = await readText(incoming)
  if (text === undefined)
    return jsonRpcRefusal(413, ProtocolErrorCode.InvalidRequest, 'The message is larger than 4 MiB.')
  if (deeperThan(text, deepest))
    return jsonRpcRefusal(
      400,
      ProtocolErrorCode.InvalidRequest,
      `The message is nested deeper than ${deepest} levels.`,
    )
  try {
    return { body: JSON.parse(text) }
  } catch {
    return jsonRpcRefusal(400, ProtocolErrorCode.ParseError, 'Parse error: the body is not valid JSON.')
  }
}

/** Undefined when it is too large. From Node's own stream: the web's costs as much as all else that a call needs. */
async function readText(incoming: IncomingMessage): Promise<string | undefined> {
  try {
    const bytes = await getRawBody(incoming, {
      limit: maxBytes,
      length: incoming.headers['content-length'] ?? null,
    })
    return utf8.decode(bytes)
  } catch (error) {
    if (error instanceof Error && 'type' in error && error.type === 'entity.too.large') return undefined
    throw error
  }
}

/** Whether a message opens a stream of changes, which stays open (MCP 2026-07-28). */
export function isListen(body: unknown): boolean {
  return (
    typeof body === 'object' && body !== null && 'method' in body && body.method === 'subscriptions/listen'
  )
}
