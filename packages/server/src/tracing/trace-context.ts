import { TRACEPARENT_META_KEY, TRACESTATE_META_KEY } from '@modelcontextprotocol/client'
import { ROOT_CONTEXT, trace } from '@opentelemetry/api'
import type { Context } from '@opentelemetry/api'
import { W3CTraceContextPropagator } from '@opentelemetry/core'

const propagator = new W3CTraceContextPropagator()

/** The trace that a request's headers name (W3C Trace Context), if any. */
export function contextOfHeaders(headers: Headers): Context | undefined {
  return extract((name) => headers.get(name))
}

/** The trace that a message's `_meta` names, if any. */
export function contextOfMeta(meta: Record<string, unknown> | undefined): Context | undefined {
  if (typeof meta?.[TRACEPARENT_META_KEY] !== 'string') return undefined
  return extract((name) => meta[name])
}

/** `meta` that names this trace and no other. */
export function writeContext(context: Context, meta: Record<string, unknown> = {}): Record<string, unknown> {
  const { [TRACEPARENT_META_KEY]: _parent, [TRACESTATE_META_KEY]: _state, ...rest } = meta
  propagator.inject(context, rest, { set: (carrier, name, value) => void (carrier[name] = value) })
  return rest
}

function extract(read: (name: string) => unknown): Context | undefined {
  const context = propagator.extract(ROOT_CONTEXT, undefined, {
    get: (_carrier, name) => {
      const value = read(name)
      return typeof value === 'string' ? value : undefined
    },
    keys: () => [],
  })
  return trace.getSpanContext(context) ? context : undefined
}
