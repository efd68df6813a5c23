import { ExportResultCode } from '@opentelemetry/core'
import type { ExportResult } from '@opentelemetry/core'
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel'
import type { Logger } from 'pino'
import type { SafeFetch } from '../net/safe-fetch.ts'

const TIMEOUT_MS = 10_000
/** OTLP/HTTP, section "Failures": what a collector may answer when the same request can succeed later. */
const transient = new Set([429, 502, 503, 504])

export interface OtlpOptions {
  /** The collector's address; `/v1/traces` is added unless it ends so. User info becomes Basic authentication. */
  endpoint: string
  net: SafeFetch
  log: Logger
}

/** The collector could not be reached, or said that it cannot take spans now. */
class CollectorBusy extends Error {}

/** Sends spans to a collector as OTLP/HTTP with JSON, through the one door outward. */
export class OtlpExporter implements SpanExporter {
  readonly #options: OtlpOptions
  readonly #url: string
  readonly #pending = new Set<Promise<void>>()
  readonly #again = retry(
    handleWhen((error) => error instanceof CollectorBusy),
    { maxAttempts: 3, backoff: new ExponentialBackoff({ initialDelay: 500, maxDelay: 5000 }) },
  )
  #failing = false

  constructor(options: OtlpOptions) {
    this.#options = options
    this.#url = tracesUrl(options.endpoint)
  }

  export(spans: ReadableSpan[], done: (result: ExportResult) => void): void {
    const work = this.#deliver(spans).then(done)
    this.#pending.add(work)
    void work.finally(() => this.#pending.delete(work))
  }

  async forceFlush(): Promise<void> {
    await Promise.all(this.#pending)
  }

  shutdown(): Promise<void> {
    return this.forceFlush()
  }

  async #deliver(spans: ReadableSpan[]): Promise<ExportResult> {
    try {
      await this.#again.execute(() => this.#post(spans))
      this.#failing = false
      return { code: ExportResultCode.SUCCESS }
    } catch (error) {
      // Once for each outage: the next batch is seconds away.
      if (!this.#failing) this.#options.log.warn({ err: error }, 'traces could not be sent')
      this.#failing = true
      return { code: ExportResultCode.FAILED }
    }
  }

  async #post(spans: ReadableSpan[]): Promise<void> {
    const body = JsonTraceSerializer.serializeRequest(spans)
    if (!body) return
    const response = await this.#options
      .net(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: new Uint8Array(body),
        redirects: 'none',
        limits: { headersTimeout: TIMEOUT_MS, wholeBodyTimeout: TIMEOUT_MS },
      })
      .catch((cause: unknown) => {
        throw new CollectorBusy('The collector of traces cannot be reached.', { cause })
      })
    await response.body?.cancel()
    if (response.ok) return
    const message = `The collector of traces answered with ${response.status}.`
    throw transient.has(response.status) ? new CollectorBusy(message) : new Error(message)
  }
}

function tracesUrl(endpoint: string): string {
  const url = new URL(endpoint)
  const path = url.pathname.replace(/\/+$/, '')
  url.pathname = path.endsWith('/v1/traces') ? path : `${path}/v1/traces`
  return url.href
}
