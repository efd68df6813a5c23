import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { SERVER_INFO_META_KEY } from '@modelcontextprotocol/server'
import type { McpHttpHandler } from '@modelcontextprotocol/server'
import { LRUCache } from 'lru-cache'
import { hubInfo } from '../../connectors/mcp-client.ts'
import { mirrorsArguments } from '../../connectors/mirrors-arguments.ts'
import { plainResult } from '../../connectors/plain-result.ts'
import { resolveSource } from '../../toolsets/source.ts'
import type { Served } from './mcp-server.ts'
import { readPlainCall } from './plain-call.ts'
import type { PlainCall } from './plain-call.ts'
import { RunningCall } from './running-call.ts'
import { served } from './sdk-lane.ts'

const mostForms = 1_000

const headersOf = {
  legacy: {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  },
  modern: { 'content-type': 'application/json' },
} as const

/**
 * Answers plain tool calls past the SDK, byte for byte as it would (DESIGN section 5); that costs a third. Whether a
 * request is in order is for the SDK to say: it sees the first of each form, and everything that is not plain. Calls
 * whose answer turns out not to be plain are handed to it while they run.
 */
export class FastLane {
  readonly #sdk: McpHttpHandler
  /** The forms of requests that the SDK took. */
  readonly #taken = new LRUCache<string, true>({ max: mostForms })

  constructor(sdk: McpHttpHandler) {
    this.#sdk = sdk
  }

  /** Answers one message of a client that may send it. */
  async serve(
    request: Request,
    outgoing: ServerResponse,
    what: Served,
    message: { body: unknown },
  ): Promise<Response> {
    const call = readPlainCall(request.headers, message.body)
    if (!call) return this.#sdk.fetch(request, served(what, message))
    if (!this.#taken.has(call.form)) {
      const onToolCall = () => this.#taken.set(call.form, true)
      return this.#sdk.fetch(request, served({ ...what, onToolCall }, message))
    }
    if (call.era === 'modern' && (await wantsHeaders(what, call.name)))
      return this.#sdk.fetch(request, served(what, message))
    const running = begin(what, call, outgoing)
    const text = await plainText(call, running)
    if (text === undefined) return this.#sdk.fetch(request, served({ ...what, running }, message))
    const length = Buffer.byteLength(text)
    outgoing.writeHead(200, { ...headersOf[call.era], 'content-length': length }).end(text)
    return RESPONSE_ALREADY_SENT
  }
}

function begin({ ctx, source }: Served, call: PlainCall, outgoing: ServerResponse): RunningCall {
  const { name, arguments: args, meta, wantsProgress } = call
  return new RunningCall(ctx, { source, name, arguments: args, meta }, outgoing, wantsProgress)
}

/** The whole answer, or undefined when the SDK has to write it. */
async function plainText(call: PlainCall, running: RunningCall): Promise<string | undefined> {
  const answer = await running.soon().catch(() => undefined)
  const result = answer && !answer.protocolError ? plainResult(answer.result) : undefined
  if (!result) return undefined
  const { id } = call
  if (call.era === 'legacy')
    return `event: message\ndata: ${JSON.stringify({ result, jsonrpc: '2.0', id })}\n\n`
  return JSON.stringify({
    result: { ...result, resultType: 'complete', ...metaOf(result) },
    jsonrpc: '2.0',
    id,
  })
}

/** Who answers, unless the upstream has said so. */
function metaOf({ _meta }: Record<string, unknown>): { _meta?: object } {
  const said: Record<string, unknown> = typeof _meta === 'object' ? { ..._meta } : {}
  return said[SERVER_INFO_META_KEY] !== undefined
    ? {}
    : { _meta: { ...said, [SERVER_INFO_META_KEY]: hubInfo } }
}

/** Whether the SDK has headers to check against the arguments. */
async function wantsHeaders({ ctx, source }: Served, name: string): Promise<boolean> {
  const toolset = await resolveSource(ctx, source).catch(() => undefined)
  const schema = toolset?.byName.get(name)?.definition.inputSchema
  return schema !== undefined && mirrorsArguments(schema)
}
