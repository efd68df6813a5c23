/** Facts about a span. Never an argument, a result or a secret. */
export type Facts = Record<string, string | number | boolean>

/** A span that is under way. */
export interface Trace {
  /** Runs `work` as a part of this; the part ends with it, and says so when it failed. */
  step<Result>(name: string, work: (step: Trace) => Promise<Result>): Promise<Result>
  /** `meta` with this span in place of the caller's (W3C Trace Context in `_meta`, MCP 2026-07-28). */
  carriedBy(meta: Record<string, unknown> | undefined): Record<string, unknown> | undefined
  /** Asks for facts only when somebody collects them. With `error.type` among them, what was done failed. */
  note(facts: () => Facts): void
}

/** The span of an HTTP request. */
export interface RequestTrace extends Trace {
  /** Ends it. @param route the pattern that the request matched */
  answered(route: string, status: number): void
}

/** Where spans come from. */
export interface Tracing {
  /** Begins the span of an HTTP request, as a part of the caller's trace if its headers name one. */
  begin(request: Request): RequestTrace | undefined
  /** The span that was begun for a request; undefined without tracing. */
  of(request: Request): Trace | undefined
  /**
   * Runs `work` as one call. Its span belongs to the trace that the call's own `_meta` names, else to `request`.
   * @param method the JSON-RPC method
   * @param request the span of the HTTP request that brought the call
   */
  call<Result>(
    method: string,
    request: Trace | undefined,
    meta: Record<string, unknown> | undefined,
    work: (call: Trace) => Promise<Result>,
  ): Promise<Result>
  /** Sends what waits. */
  close(): Promise<void>
}

/** Traces nothing, and passes on what there is. */
const noTrace: Trace = {
  step: (_name, work) => work(noTrace),
  carriedBy: (meta) => meta,
  note: () => {},
}

/** For a hub whose traces go nowhere. */
export const noTracing: Tracing = {
  begin: () => undefined,
  of: () => undefined,
  call: (_method, _request, _meta, work) => work(noTrace),
  close: async () => {},
}
