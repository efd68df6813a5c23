import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Context, Span, SpanOptions, Tracer } from '@opentelemetry/api'
import type { Facts, RequestTrace } from '../traces.ts'
import { writeContext } from './trace-context.ts'

/** What goes on at another server is that server's part. */
const outward = new Set(['upstream'])

/** A span of OpenTelemetry. Its context is handed on by hand: nothing is global, so hubs in one process stay apart. */
export class SpanTrace implements RequestTrace {
  readonly span: Span
  readonly #tracer: Tracer
  readonly #context: Context

  constructor(tracer: Tracer, name: string, options: SpanOptions, parent: Context = ROOT_CONTEXT) {
    this.#tracer = tracer
    this.span = tracer.startSpan(name, options, parent)
    this.#context = trace.setSpan(parent, this.span)
  }

  step<Result>(name: string, work: (step: SpanTrace) => Promise<Result>): Promise<Result> {
    const kind = outward.has(name) ? SpanKind.CLIENT : SpanKind.INTERNAL
    return new SpanTrace(this.#tracer, name, { kind }, this.#context).run(work)
  }

  /** Runs `work` and ends with it. */
  async run<Result>(work: (trace: SpanTrace) => Promise<Result>): Promise<Result> {
    try {
      return await work(this)
    } catch (error) {
      // Its name only: messages may repeat what was sent.
      this.note(() => ({ 'error.type': error instanceof Error ? error.name : 'unknown' }))
      throw error
    } finally {
      this.span.end()
    }
  }

  carriedBy(meta: Record<string, unknown> | undefined): Record<string, unknown> {
    return writeContext(this.#context, meta)
  }

  note(facts: () => Facts): void {
    const found = facts()
    this.span.setAttributes(found)
    if ('error.type' in found) this.span.setStatus({ code: SpanStatusCode.ERROR })
  }

  answered(route: string, status: number): void {
    this.span.setAttributes({ 'http.route': route, 'http.response.status_code': status })
    // OpenTelemetry's HTTP conventions: a server span fails by 5xx only.
    if (status >= 500) this.span.setStatus({ code: SpanStatusCode.ERROR })
    this.span.end()
  }

  get context(): Context {
    return this.#context
  }
}
