import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as send,
  type ServerResponse,
} from 'node:http'
import { buffer, text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { listenOnLoopback } from '../test/upstreams/listen-on-loopback.ts'
import { parseBody } from '../test/upstreams/seen-requests.ts'
import { carriesName, listsNames, withoutPrefix, withPrefix } from './names.ts'

export interface AdapterOptions {
  /** The agent's endpoint. */
  endpoint: string
  /** The agent's key. */
  key: string
  /** What the hub puts before the names of the reference server's tools and prompts, for example `ref__`. */
  prefix: string
}

/**
 * Stands between the official suite and the hub, for two reasons only: the suite can send no key, and it knows
 * its tools and prompts by their plain names. It adds the key and maps the names, both ways; everything else,
 * a foreign Host or Origin above all, comes through as it was sent.
 */
export async function startAdapter(
  options: AdapterOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const listening = await listenOnLoopback((request, response) => pass(options, request, response))
  return { url: `${listening.origin}/mcp`, close: listening.close }
}

async function pass(
  options: AdapterOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const sent = await buffer(request)
  const message = parseBody(sent.toString())
  const mapped = withPrefix(message, options.prefix)
  const body = mapped === message ? sent : Buffer.from(JSON.stringify(mapped))
  const answer = await ask(options, request, headersFor(options, request, message), body, response)
  if (!answer) return
  response.writeHead(answer.statusCode ?? 502, withoutLength(answer.headers))
  // The headers of an event stream must arrive before its first event, which may be long in coming.
  response.flushHeaders()
  if (listsNames(message)) response.end(mapAnswer(await text(answer), options.prefix))
  else await pipeline(answer, response).catch(() => response.destroy())
}

/** @returns undefined when the suite hung up first */
function ask(
  { endpoint }: AdapterOptions,
  { method }: IncomingMessage,
  headers: IncomingHttpHeaders,
  body: Buffer,
  response: ServerResponse,
): Promise<IncomingMessage | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = send(endpoint, { method, headers }, resolve)
    outgoing.on('error', (error) => (response.destroyed ? resolve(undefined) : reject(error)))
    // Hanging up is how a client of 2026-07-28 cancels, so the hub must learn of it.
    response.on('close', () => outgoing.destroy())
    outgoing.end(body)
  })
}

function headersFor(
  { endpoint, key, prefix }: AdapterOptions,
  request: IncomingMessage,
  message: unknown,
): IncomingHttpHeaders {
  const own = `127.0.0.1:${request.socket.localPort}`
  const hub = new URL(endpoint).host
  const { host, origin, 'mcp-name': name, ...rest } = withoutLength(request.headers)
  return {
    ...rest,
    authorization: `Bearer ${key}`,
    // Only our own address becomes the hub's: its own check must decide about any other.
    host: host === own ? hub : host,
    ...(origin === undefined ? {} : { origin: origin === `http://${own}` ? `http://${hub}` : origin }),
    ...(name === undefined ? {} : { 'mcp-name': carriesName(message) ? `${prefix}${String(name)}` : name }),
  }
}

function withoutLength(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { 'content-length': _length, 'transfer-encoding': _encoding, ...rest } = headers
  return rest
}

/** Maps a JSON answer, or the data of every event of a stream, and leaves the rest of it alone. */
function mapAnswer(answer: string, prefix: string): string {
  const whole = parseBody(answer)
  if (whole !== undefined) return JSON.stringify(withoutPrefix(whole, prefix))
  return answer.replace(/^data: (.*)$/gm, (line, data: string) => {
    const message = parseBody(data)
    return message === undefined ? line : `data: ${JSON.stringify(withoutPrefix(message, prefix))}`
  })
}
