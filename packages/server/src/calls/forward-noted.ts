import type { Forward, ForwardOptions, Target } from '../connectors/connector.ts'
import { UpstreamFailure } from '../connectors/failure.ts'
import type { FailureKind } from '../connectors/failure.ts'
import { noteProbe } from '../connections/note-probe.ts'
import type { Context } from '../context.ts'
import type { ToolsetConnector } from '../toolsets/toolset.ts'

/** Failures that say of the whole server that it cannot be used now; others may be the one request's. */
const ofServer = new Set<FailureKind>(['dns', 'refused', 'dropped', 'tls', 'timeout', 'unauthorized'])

/**
 * Forwards a request to a connector's upstream, and keeps in mind when its server stops or begins to answer.
 * @throws what `Upstreams.forward` throws; the signal's reason when the caller left
 */
export async function forwardNoted(
  ctx: Context,
  connector: ToolsetConnector & { target: Target },
  request: Forward,
  options: ForwardOptions,
): Promise<Record<string, unknown>> {
  const { target, probe: before } = connector
  const { connectionId, revision } = target
  const started = performance.now()
  const sighting = () => ({
    connectionId,
    revision,
    before,
    latencyMs: Math.round(performance.now() - started),
  })
  try {
    const answer = await ctx.services.upstreams.forward(target, request, options)
    if (before?.ok === false) await noteProbe(ctx, sighting())
    return answer
  } catch (error) {
    if (error instanceof UpstreamFailure && ofServer.has(error.kind))
      await noteProbe(ctx, { ...sighting(), failure: error })
    throw error
  }
}
