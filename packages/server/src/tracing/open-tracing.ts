import { SpanKind, trace } from '@opentelemetry/api'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import type { Tracing } from '../traces.ts'
import { version } from '../version.ts'
import { OtlpExporter } from './otlp-exporter.ts'
import type { OtlpOptions } from './otlp-exporter.ts'
import { SpanTrace } from './span-trace.ts'
import { contextOfHeaders, contextOfMeta } from './trace-context.ts'

const SEND_EVERY_MS = 2000

/**
 * Sends spans to an OTLP collector. What a caller's trace says of sampling is kept; traces that begin here are sent
 * whole. Spans that the collector cannot take in time are dropped: no request ever waits for it.
 */
export function openTracing(options: OtlpOptions): Tracing {
  const processor = new BatchSpanProcessor({
    exporter: new OtlpExporter(options),
    scheduledDelayMillis: SEND_EVERY_MS,
  })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'jackfield', 'service.version': version }),
    spanProcessors: [processor],
  })
  const tracer = provider.getTracer('jackfield', version)
  const requests = new WeakMap<Request, SpanTrace>()
  return {
    begin(request) {
      const { method } = request
      const span = new SpanTrace(
        tracer,
        method,
        { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } },
        contextOfHeaders(request.headers),
      )
      requests.set(request, span)
      return span
    },
    of: (request) => requests.get(request),
    call(method, request, meta, work) {
      const parent = request instanceof SpanTrace ? request.context : undefined
      const caller = contextOfMeta(meta)
      const link = caller && parent ? trace.getSpanContext(parent) : undefined
      const attributes = { 'mcp.method.name': method }
      // Two traces can meet here: the client's own and that of what carried its request.
      const span = { kind: SpanKind.SERVER, attributes, links: link ? [{ context: link }] : [] }
      return new SpanTrace(tracer, method, span, caller ?? parent).run(work)
    },
    // What could not be sent is gone, and the exporter has said so.
    close: () => provider.shutdown().catch(() => undefined),
  }
}
