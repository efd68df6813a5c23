import { PROTOCOL_VERSION_META_KEY, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type {
  FetchLike,
  JSONRPCRequest,
  JSONRPCResultResponse,
  StreamableHTTPClientTransportOptions,
} from '@modelcontextprotocol/client'
import { LRUCache } from 'lru-cache'
import { hasOnly, isObject } from '../json-object.ts'
import type { Json } from '../json-object.ts'
import type { ReadyAnswer, ReadyRequest } from '../net/ready-request.ts'
import { plainResult } from './plain-result.ts'

type Send = StreamableHTTPClientTransport['send']
type Message = Parameters<Send>[0]
type SendOptions = Parameters<Send>[1]

/** Forms of calls that are remembered of one upstream: a tool is one or two. */
const mostForms = 1_000

export interface CallFetch {
  /** The connector's own `fetch`. */
  fetch: FetchLike
  /** Gets a POST with these headers ready, as `fetch` would send it. */
  ready: (headers: RequestInit['headers']) => Promise<ReadyRequest>
}

/**
 * The SDK's transport, past which tool calls go that differ from earlier ones in no more than id and arguments
 * (decision 16). It is the SDK that writes the headers of the first call of each form, and that is handed every answer
 * which is not plainly a result.
 */
export class CallTransport extends StreamableHTTPClientTransport {
  readonly #lane: Lane
  readonly #closed = new AbortController()

  constructor(url: URL, net: CallFetch, options: Omit<StreamableHTTPClientTransportOptions, 'fetch'>) {
    const lane = new Lane(net)
    super(url, { ...options, fetch: (input, init) => lane.fetch(input, init) })
    this.#lane = lane
  }

  override async send(message: Message, options?: SendOptions): Promise<void> {
    if (!isPlainCall(message, options)) return super.send(message, options)
    const form = formOf(this, message)
    const body = JSON.stringify(message)
    const slowly = () => super.send(message, options)
    const request = this.#lane.requestOf(form)
    if (!request) return this.#lane.learn(form, body, slowly)
    const { signal } = this.#closed
    const answer = request.send(body, options?.requestSignal ? [signal, options.requestSignal] : [signal])
    const response = await answer.then(
      ({ json }) => plainResponse(json, message),
      () => undefined,
    )
    if (response) this.onmessage?.(response)
    else await this.#lane.handOver(body, answer, slowly)
  }

  override close(): Promise<void> {
    this.#closed.abort()
    return super.close()
  }
}

/** Stands between the SDK's transport and the network, where the two ways of a call meet. */
class Lane {
  readonly #net: CallFetch
  readonly #requests = new LRUCache<string, ReadyRequest>({ max: mostForms })
  /** By the body, which holds the call's id: the forms of calls that the SDK is about to send. */
  readonly #learning = new Map<string, string>()
  /** By the body: answers to calls that the SDK is about to send, and need not send any more. */
  readonly #answered = new Map<string, Promise<ReadyAnswer>>()

  constructor(net: CallFetch) {
    this.#net = net
  }

  requestOf(form: string): ReadyRequest | undefined {
    return this.#requests.get(form)
  }

  /** Lets the SDK send a call, and remembers how it did. */
  async learn(form: string, body: string, send: () => Promise<void>): Promise<void> {
    this.#learning.set(body, form)
    try {
      await send()
    } finally {
      this.#learning.delete(body)
    }
  }

  /** Lets the SDK make of an answer, or of its failure, what it would have made of its own. */
  async handOver(body: string, answer: Promise<ReadyAnswer>, send: () => Promise<void>): Promise<void> {
    this.#answered.set(body, answer)
    try {
      await send()
    } finally {
      this.#answered.delete(body)
    }
  }

  readonly fetch: FetchLike = async (input, init) => {
    const body = typeof init?.body === 'string' ? init.body : ''
    const answered = this.#answered.get(body)
    if (answered) return (await answered).response()
    const form = this.#learning.get(body)
    if (form !== undefined) this.#requests.set(form, await this.#net.ready(init?.headers))
    return this.#net.fetch(input, init)
  }
}

/** A call of which the SDK says nothing in headers that is not in the message. */
function isPlainCall(message: Message, options: SendOptions): message is JSONRPCRequest {
  if (!('method' in message) || !('id' in message) || message.method !== 'tools/call') return false
  return !options?.headers && !options?.resumptionToken && !options?.onresumptiontoken
}

/** All that the headers of a plain call depend on. */
function formOf(transport: StreamableHTTPClientTransport, { params }: JSONRPCRequest): string {
  const { sessionId, protocolVersion } = transport
  const claimed = params?._meta?.[PROTOCOL_VERSION_META_KEY]
  return JSON.stringify([
    sessionId,
    protocolVersion,
    ...(claimed === undefined ? [] : [claimed, params?.['name']]),
  ])
}

/** The message that the SDK would make of this text; undefined when it has to look for itself. */
function plainResponse(json: string | undefined, request: JSONRPCRequest): JSONRPCResultResponse | undefined {
  const message = json === undefined ? undefined : parsed(json)
  if (!isObject(message) || !hasOnly(message, ['jsonrpc', 'id', 'result'])) return undefined
  const { jsonrpc, id, result } = message
  if (jsonrpc !== '2.0' || id !== request.id || !isObject(result) || !isPlain(result)) return undefined
  return { jsonrpc, id: request.id, result }
}

function isPlain({ resultType: _era, ...result }: Json): boolean {
  return plainResult(result) !== undefined
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
