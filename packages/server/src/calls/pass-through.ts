import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/client'
import type { CallOutcome, Context } from '../context.ts'
import type { Forward, ForwardOptions } from '../connectors/connector.ts'
import { UpstreamFailure } from '../connectors/failure.ts'
import { newId } from '../ids.ts'
import { agentOf, resolveSource } from '../toolsets/source.ts'
import type { Source } from '../toolsets/source.ts'
import { findPrompt, routeResource } from '../toolsets/resource-index.ts'
import type { Used } from '../toolsets/resource-index.ts'
import { forwardNoted } from './forward-noted.ts'

/** A request for something that is not a tool, as a face hands it over. */
export interface PassThrough {
  source: Source
  params: Record<string, unknown>
  options: ForwardOptions
}

/**
 * Reads a resource of a connector that the agent uses; recorded like a call.
 * @throws ProtocolError with the upstream's own error, or -32602 when nobody has it (SEP-2164)
 */
export async function readResource({
  ctx,
  input,
}: {
  ctx: Context
  input: PassThrough
}): Promise<Record<string, unknown>> {
  const uri = String(input.params['uri'])
  const toolset = await resolveSource(ctx, input.source)
  let missing: unknown = new ProtocolError(ProtocolErrorCode.InvalidParams, `Resource not found: ${uri}`, {
    uri,
  })
  for (const route of routeResource(toolset, uri)) {
    try {
      const params = { ...input.params, uri: route.uri }
      return await recorded(
        ctx,
        input,
        { action: 'resource.read', label: uri, connector: route.connector },
        { method: 'resources/read', params },
      )
    } catch (error) {
      if (!isNotFound(error)) throw error
      missing = error
    }
  }
  throw missing
}

/**
 * Gets a prompt of a connector that the agent uses; recorded like a call.
 * @throws ProtocolError with the upstream's own error, or -32602 for a name that nobody has
 */
export async function getPrompt({
  ctx,
  input,
}: {
  ctx: Context
  input: PassThrough
}): Promise<Record<string, unknown>> {
  const name = String(input.params['name'])
  const prompt = findPrompt(await resolveSource(ctx, input.source), name)
  if (!prompt)
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown prompt: ${name.slice(0, 200)}`)
  const request: Forward = { method: 'prompts/get', params: { ...input.params, name: prompt.name } }
  return recorded(ctx, input, { action: 'prompt.read', label: name, connector: prompt.connector }, request)
}

/** Completes an argument of a prompt or resource template. Asked at every key press, so it is not recorded. */
export async function complete({
  ctx,
  input,
}: {
  ctx: Context
  input: PassThrough
}): Promise<Record<string, unknown>> {
  const toolset = await resolveSource(ctx, input.source)
  const ref = (input.params['ref'] ?? {}) as Record<string, unknown>
  const prompt = ref['type'] === 'ref/prompt' ? findPrompt(toolset, String(ref['name'])) : undefined
  const route = ref['type'] === 'ref/resource' ? routeResource(toolset, String(ref['uri']))[0] : undefined
  const connector = prompt?.connector ?? route?.connector
  if (!connector)
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'Nothing here completes this reference.')
  const own = prompt ? { ...ref, name: prompt.name } : { ...ref, uri: route?.uri }
  const request: Forward = { method: 'completion/complete', params: { ...input.params, ref: own } }
  return forwardNoted(ctx, connector, request, input.options).catch((error: unknown) => {
    throw spoken(error)
  })
}

interface Described {
  action: string
  label: string
  connector: Used
}

async function recorded(
  ctx: Context,
  input: PassThrough,
  what: Described,
  request: Forward,
): Promise<Record<string, unknown>> {
  const started = performance.now()
  const finish = (outcome: CallOutcome['outcome'], detail: Record<string, unknown> = {}) => {
    const awaited = ctx.services.config.auditReads === 'wait'
    const row = ctx.services.callLog.outcome(
      {
        callId: newId('call'),
        accountId: ctx.accountId,
        actor: ctx.actor,
        action: what.action,
        agentId: agentOf(input.source),
        connectorId: what.connector.connectorId,
        tool: what.label.slice(0, 200),
        detail: {},
      },
      { outcome, durationMs: Math.round((performance.now() - started) * 100) / 100, detail },
      awaited,
    )
    if (awaited) return row
    row.catch((error: unknown) => ctx.services.log.error({ err: error }, 'a read could not be recorded'))
    return undefined
  }
  try {
    const result = await forwardNoted(ctx, what.connector, request, input.options)
    await finish('ok')
    return result
  } catch (error) {
    await finish(
      input.options.signal.aborted ? 'cancelled' : 'error',
      error instanceof UpstreamFailure ? { failure: error.kind } : {},
    )
    throw spoken(error)
  }
}

/** An upstream that fails here has no result to say so in: it becomes a protocol error with a plain message. */
function spoken(error: unknown): unknown {
  return error instanceof UpstreamFailure
    ? new ProtocolError(ProtocolErrorCode.InternalError, error.message)
    : error
}

/** Revisions up to 2025-11-25 say -32002, 2026-07-28 says -32602 (SEP-2164). */
const notFoundCodes: readonly number[] = [-32002, ProtocolErrorCode.InvalidParams]

function isNotFound(error: unknown): boolean {
  return error instanceof ProtocolError && notFoundCodes.includes(error.code)
}
