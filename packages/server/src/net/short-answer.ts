import { Buffer } from 'node:buffer'
import type { IncomingHttpHeaders } from 'node:http'
import { pipeline, Readable } from 'node:stream'
import type { Transform } from 'node:stream'
import { ReadableStream } from 'node:stream/web'
import type { ReadableStreamDefaultController } from 'node:stream/web'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { Dispatcher } from 'undici'
import { AnswerHeaders } from './answer-headers.ts'
import { isEventStream, type Answer } from './answer.ts'
import { SizeMeter } from './body-meters.ts'
import type { Exchange } from './exchange.ts'
import type { FetchLimits } from './fetch-limits.ts'
import { NetError } from './net-error.ts'

/**
 * Looks at what an event stream begins with. Gives the body that says all that is needed of the answer, when that is
 * there already; what comes after it is then dropped.
 */
export type Shortcut = (beginning: string) => { type: string; text: string } | undefined

/** How long a stream of which nothing more is needed may stay open before its socket is closed. */
const FAREWELL_MS = 1_000

/** What unpacks each `Content-Encoding` that is asked for. */
const unpackers = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
])
const utf8 = new TextDecoder()

/** A request as it goes out. */
export interface ShortRequest {
  origin: string
  /** With the query. */
  path: string
  method: string
  /** Names and values in turn. */
  headers: string[]
  body: string
}

/** All that a request needs but its body, which is what differs from one call of a server to the next. */
export function readyForShort(url: URL, method: string, headers: Headers): Omit<ShortRequest, 'body'> {
  return {
    origin: url.origin,
    path: url.pathname + url.search,
    method,
    headers: [...headers, ['accept-encoding', [...unpackers.keys()].join(', ')]].flat(),
  }
}

/**
 * Sends a request whose answer is expected to be short, at a fraction of what undici's fetch costs: no stream is made
 * of a body that is not packed, it is handed over when it is whole. What is packed, and events that go on, come as
 * streams.
 * @throws NetError
 */
export function sendForShort(
  request: ShortRequest,
  dispatcher: Dispatcher,
  exchange: Exchange,
  limits: FetchLimits,
  shortcut: Shortcut,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    dispatcher.dispatch(request, new Collector({ resolve, reject }, exchange, limits, shortcut))
  })
}

interface Settle {
  resolve: (answer: Answer) => void
  reject: (error: unknown) => void
}

/** Takes one answer as undici tells it. */
class Collector implements Dispatcher.DispatchHandler {
  readonly #settle: Settle
  readonly #exchange: Exchange
  readonly #limits: FetchLimits
  readonly #shortcut: Shortcut
  readonly #chunks: Buffer[] = []
  readonly #meter: SizeMeter
  #head: { status: number; statusText: string; headers: IncomingHttpHeaders } | undefined
  /** What is not collected goes here. */
  #relay: Relay | undefined
  #isEventStream = false
  #dropping = false

  constructor(settle: Settle, exchange: Exchange, limits: FetchLimits, shortcut: Shortcut) {
    this.#settle = settle
    this.#exchange = exchange
    this.#limits = limits
    this.#shortcut = shortcut
    this.#meter = new SizeMeter(limits.maxBody, 'an answer')
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#exchange.whenFailed((reason) => controller.abort(reason))
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
    statusText = '',
  ): void {
    // Interim answers say nothing.
    if (status < 200) return
    this.#head = { status, statusText, headers }
    this.#isEventStream = isEventStream(new AnswerHeaders(headers))
    const packed = headers['content-encoding']
    if (packed !== undefined) return this.#handOver(controller, packed)
    if (this.#isEventStream) this.#exchange.clearDeadline()
    else this.#exchange.setDeadline(this.#limits.wholeBodyTimeout, 'did not finish its answer')
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#dropping) return
    if (this.#relay) return this.#relay.push(chunk)
    if (this.#isEventStream) return this.#begin(controller, chunk)
    const excess = this.#meter.add(chunk)
    if (excess === undefined) this.#chunks.push(chunk)
    else this.#fail(new NetError('too_large', `${this.#exchange.host} sent ${excess}.`, this.#exchange))
  }

  onResponseEnd(): void {
    if (this.#relay) return this.#relay.end()
    this.#exchange.end()
    if (!this.#dropping) this.#resolve(textOf(this.#chunks))
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    const failure = this.#exchange.explain(error)
    this.#relay?.fail(failure)
    this.#settle.reject(failure)
  }

  /** The first chunk of an event stream. */
  #begin(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const shorter = this.#shortcut(chunk.toString('utf8'))
    if (!shorter) {
      this.#handOver(controller)
      this.#relay?.push(chunk)
      return
    }
    this.#dropping = true
    this.#exchange.setDeadline(FAREWELL_MS, 'did not end its answer')
    this.#resolve(shorter.text, { ...this.#head?.headers, 'content-type': shorter.type })
  }

  #handOver(controller: Dispatcher.DispatchController, packed?: string): void {
    const unpack = packed === undefined ? undefined : unpackers.get(packed.trim().toLowerCase())
    if (packed !== undefined && !unpack) {
      const message = `${this.#exchange.host} sent an answer that is packed in a way nobody asked for.`
      return this.#fail(new NetError('protocol', message, this.#exchange))
    }
    this.#relay = new Relay(controller)
    const { readable } = this.#relay
    this.#resolve(unpack ? unpacked(readable, unpack()) : readable)
  }

  #resolve(body: Answer['body'], headers = this.#head?.headers): void {
    if (!this.#head || !headers) return
    const { status, statusText } = this.#head
    this.#settle.resolve({ status, statusText, headers: new AnswerHeaders(headers), body })
  }

  #fail(error: NetError): void {
    this.#exchange.fail(error)
  }
}

/** undici's chunks as a stream that asks for no more than is read. */
class Relay {
  readonly readable: ReadableStream<Uint8Array>
  #sink: ReadableStreamDefaultController<Uint8Array> | undefined
  #ended = false

  constructor(source: Dispatcher.DispatchController) {
    this.readable = new ReadableStream<Uint8Array>(
      {
        start: (sink) => void (this.#sink = sink),
        pull: () => source.resume(),
        cancel: (reason) => {
          this.#ended = true
          source.abort(reason instanceof Error ? reason : new Error('The stream was cancelled.'))
        },
      },
      { highWaterMark: 0 },
    )
    this.#pause = () => source.pause()
  }

  readonly #pause: () => void

  push(chunk: Buffer): void {
    // After a pause undici may tell of nothing; pausing for that again would never end.
    if (this.#ended || chunk.byteLength === 0) return
    this.#sink?.enqueue(chunk)
    if ((this.#sink?.desiredSize ?? 0) <= 0) this.#pause()
  }

  end(): void {
    if (!this.#ended) this.#sink?.close()
    this.#ended = true
  }

  fail(error: Error): void {
    if (!this.#ended) this.#sink?.error(error)
    this.#ended = true
  }
}

function textOf(chunks: Buffer[]): string {
  const [only] = chunks
  return utf8.decode(only && chunks.length === 1 ? only : Buffer.concat(chunks))
}

function unpacked(packed: ReadableStream<Uint8Array>, unpack: Transform): ReadableStream<Uint8Array> {
  // Errors reach whoever reads; the callback only keeps them from being nobody's.
  const plain = pipeline(Readable.fromWeb(packed), unpack, () => undefined)
  return Readable.toWeb(plain) as ReadableStream<Uint8Array>
}
