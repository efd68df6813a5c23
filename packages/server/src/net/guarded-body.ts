import {
  ReadableStream,
  type ReadableStreamDefaultController,
  type ReadableStreamReadResult,
} from 'node:stream/web'
import { EventMeter, SizeMeter, type BodyMeter } from './body-meters.ts'
import type { Exchange } from './exchange.ts'
import type { FetchLimits } from './fetch-limits.ts'
import { NetError } from './net-error.ts'

/**
 * Passes a body on, counting and watching it: nothing is buffered beyond one chunk, and nothing is read that nobody
 * asks for. Over a limit, or standing still too long, the stream fails with a `NetError` and the socket is closed.
 */
export function guardBody(
  source: ReadableStream<Uint8Array>,
  isEventStream: boolean,
  limits: FetchLimits,
  exchange: Exchange,
): ReadableStream<Uint8Array> {
  if (!isEventStream) exchange.setDeadline(limits.wholeBodyTimeout, 'did not finish its answer')
  const meter = isEventStream
    ? new EventMeter(limits.maxEvent, limits.maxStream)
    : new SizeMeter(limits.maxBody, 'an answer')
  const patience = isEventStream ? limits.eventTimeout : limits.bodyTimeout
  // With a high-water mark of 0 a chunk is fetched only when somebody waits for it.
  return new ReadableStream(new GuardedSource(source, meter, patience, exchange), { highWaterMark: 0 })
}

class GuardedSource {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  readonly #meter: BodyMeter
  readonly #patience: number
  readonly #exchange: Exchange

  constructor(source: ReadableStream<Uint8Array>, meter: BodyMeter, patience: number, exchange: Exchange) {
    // Locked at once: undici cancels unlocked bodies when their response object is collected.
    this.#reader = source.getReader()
    this.#meter = meter
    this.#patience = patience
    this.#exchange = exchange
  }

  async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    try {
      const { done, value } = await this.#read()
      if (done) {
        this.#exchange.end()
        controller.close()
        return
      }
      this.#check(value)
      controller.enqueue(value)
    } catch (error) {
      const failure = this.#exchange.explain(error)
      this.#exchange.fail(failure)
      controller.error(failure)
    }
  }

  async cancel(reason: unknown): Promise<void> {
    this.#exchange.end()
    await this.#reader.cancel(reason)
  }

  async #read(): Promise<ReadableStreamReadResult<Uint8Array>> {
    if (this.#patience === 0) return this.#reader.read()
    const late = (): void => this.#exchange.fail(this.#exchange.late(this.#patience, 'sent nothing more'))
    const timer = setTimeout(late, this.#patience)
    try {
      return await this.#reader.read()
    } finally {
      clearTimeout(timer)
    }
  }

  #check(chunk: Uint8Array): void {
    const excess = this.#meter.add(chunk)
    if (excess === undefined) return
    throw new NetError('too_large', `${this.#exchange.host} sent ${excess}.`, { host: this.#exchange.host })
  }
}
