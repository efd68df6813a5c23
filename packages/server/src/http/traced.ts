import type { Context } from '../context.ts'

/** The context with the span of its request, when traces are collected. */
export function traced(ctx: Context, request: Request): Context {
  const trace = ctx.services.tracing.of(request)
  return trace ? { ...ctx, trace } : ctx
}
