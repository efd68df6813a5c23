import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'

const MB = 1024 * 1024

/** Ways to answer an HTTP request badly, whatever it asked for. */
export const hostileAnswers = {
  /** 200 with a web page. */
  garbage: (response) =>
    reply(response, 'text/html', '<!doctype html><title>Welcome</title><h1>It works!</h1>'),
  /** 200 that calls itself JSON and is none. */
  'garbage-json': (response) =>
    reply(response, 'application/json', '{"jsonrpc": "2.0", "id": 1, "result": {'),
  /** JSON that is no JSON-RPC. */
  'not-json-rpc': (response) => reply(response, 'application/json', '{"ok": true, "data": [1, 2, 3]}'),
  /** 64 MB of JSON, well formed. */
  huge: (response) => huge(response),
  /** JSON that never ends. */
  endless: (response) => drip(response, 'application/json', `"${'x'.repeat(64 * 1024)}",`, 1, '['),
  /** An event stream of comments and unrelated notifications that never ends and never answers. */
  'endless-sse': (response) => drip(response, 'text/event-stream', endlessEvent(), 5),
  /** An event that never ends: no line break, ever. */
  'endless-line': (response) => drip(response, 'text/event-stream', 'x'.repeat(64 * 1024), 1, 'data: '),
  /** Takes the request and never answers. */
  hang: () => undefined,
  /** Sends headers and then one byte a second. */
  'slow-loris': (response) => drip(response, 'application/json', ' ', 1000),
  /** 64 KB that unpack to 64 MB. */
  'gzip-bomb': (response) => gzipBomb(response),
  /** Drops the connection in the middle of the answer. */
  'drop-mid-answer': (response) => dropMidAnswer(response),
  /** Drops the connection before the first byte. */
  drop: (response) => void response.destroy(),
} satisfies Record<string, (response: ServerResponse) => void>

export type HostileAnswer = keyof typeof hostileAnswers

export function reply(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'content-type': type }).end(body)
}

/** Answers with a status, as gateways, walls and broken servers do. */
export function replyStatus(response: ServerResponse, status: number, headers: Record<string, string>): void {
  response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(`status ${status}`)
}

function huge(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  Readable.from(hugeJson()).pipe(response)
}

function* hugeJson(): Generator<string> {
  yield '{"jsonrpc":"2.0","id":1,"result":['
  for (let megabyte = 0; megabyte < 64; megabyte += 1) yield `"${'x'.repeat(MB - 3)}",`
  yield '0]}'
}

function drip(response: ServerResponse, type: string, piece: string, everyMs: number, first = ''): void {
  response.writeHead(200, { 'content-type': type })
  response.write(first + piece)
  const timer = setInterval(() => {
    if (!response.writableNeedDrain) response.write(piece)
  }, everyMs)
  response.on('close', () => clearInterval(timer))
}

function endlessEvent(): string {
  const notification = {
    jsonrpc: '2.0',
    method: 'notifications/message',
    params: { level: 'info', data: 'still here' },
  }
  return `: keep-alive\n\nevent: message\ndata: ${JSON.stringify(notification)}\n\n`
}

function gzipBomb(response: ServerResponse): void {
  // A gzip stream may be many, one behind the other (RFC 1952 section 2.2): made in no time, unpacked at length.
  const megabyte = gzipSync('0'.repeat(MB))
  const members = [
    gzipSync('{"jsonrpc":"2.0","id":1,"result":{"x":"'),
    ...Array(64).fill(megabyte),
    gzipSync('"}}'),
  ]
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
  response.end(Buffer.concat(members))
}

function dropMidAnswer(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
  response.write('{"jsonrpc":"2.0","id":1,"result":', () => response.destroy())
}
