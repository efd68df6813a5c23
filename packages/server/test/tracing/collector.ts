import { listenOnLoopback } from '../upstreams/listen-on-loopback.ts'
import type { Listening } from '../upstreams/listen-on-loopback.ts'

/** A span as it came in (OTLP/JSON), with its attributes as a plain object. */
export interface ReceivedSpan {
  name: string
  traceId: string
  spanId: string
  parentSpanId: string | undefined
  /** 1 internal, 2 server, 3 client. */
  kind: number
  attributes: Record<string, unknown>
  /** 2 when it failed. */
  status: number
  links: { traceId: string; spanId: string }[]
}

export interface Collector {
  endpoint: string
  spans: ReceivedSpan[]
  /** Everything that came in, as text. */
  received: string
  requests: { path: string; contentType: string; authorization: string | undefined }[]
  /** Answers the next requests with these statuses. */
  refuseWith(...statuses: number[]): void
  close: Listening['close']
}

interface OtlpRequest {
  resourceSpans: {
    resource: { attributes: OtlpAttribute[] }
    scopeSpans: { spans: OtlpSpan[] }[]
  }[]
}

interface OtlpAttribute {
  key: string
  value: { stringValue?: string; intValue?: number; boolValue?: boolean }
}

interface OtlpSpan extends Omit<ReceivedSpan, 'attributes' | 'status' | 'parentSpanId' | 'links'> {
  parentSpanId?: string
  attributes: OtlpAttribute[]
  status?: { code?: number }
  links?: ReceivedSpan['links']
}

/** Takes traces as OTLP/HTTP with JSON, as a collector does. */
export async function startCollector(): Promise<Collector> {
  const refusals: number[] = []
  const listening = await listenOnLoopback(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const { headers } = request
    collector.requests.push({
      path: request.url ?? '',
      contentType: headers['content-type'] ?? '',
      authorization: headers.authorization,
    })
    const refusal = refusals.shift()
    if (refusal === undefined) {
      collector.received += text
      collector.spans.push(...spansOf(JSON.parse(text) as OtlpRequest))
    }
    response.writeHead(refusal ?? 200, { 'content-type': 'application/json' }).end('{}')
  })
  const collector: Collector = {
    endpoint: listening.origin,
    spans: [],
    received: '',
    requests: [],
    refuseWith: (...statuses) => void refusals.push(...statuses),
    close: listening.close,
  }
  return collector
}

function spansOf({ resourceSpans }: OtlpRequest): ReceivedSpan[] {
  return resourceSpans.flatMap(({ scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ attributes, status, parentSpanId, links, ...span }) => ({
        ...span,
        parentSpanId: parentSpanId || undefined,
        attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
        status: status?.code ?? 0,
        links: links ?? [],
      })),
    ),
  )
}
