import { ProtocolError } from '@modelcontextprotocol/client'
import type { Target } from '../connectors/connector.ts'
import { UpstreamFailure } from '../connectors/failure.ts'
import type { FailureKind } from '../connectors/failure.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import type { ToolsetConnector, ToolsetTool } from '../toolsets/toolset.ts'
import { forwardNoted } from './forward-noted.ts'
import { runAppTool } from './run-app-tool.ts'
import { runNativeTool } from './run-native-tool.ts'
import { limitResult } from './limit-result.ts'
import { toolError } from './tool-call.ts'
import type { Ending, ToolCall } from './tool-call.ts'

/**
 * Runs an allowed tool, in its area or on its upstream. Every failure is an ending that the model can read (RUN-11);
 * never throws.
 * @param timeZone the account's
 */
export async function runTool(
  ctx: Context,
  tool: ToolsetTool,
  timeZone: string,
  input: ToolCall,
): Promise<Ending> {
  const { connector, area } = tool
  if (area) return runNativeTool(ctx, area, tool, timeZone, input.arguments)
  try {
    if (tool.app) return await runAppTool(ctx, tool.app, input)
    if (!isConnected(connector))
      return { outcome: 'error', result: toolError(`${connector.name} is not connected.`) }
    return await runOnServer(ctx, tool, connector, input)
  } catch (error) {
    if (input.signal.aborted) return { outcome: 'cancelled', result: toolError('The call was cancelled.') }
    return failed(ctx, tool, error)
  }
}

async function runOnServer(
  ctx: Context,
  tool: ToolsetTool,
  connector: ToolsetConnector & { target: Target },
  input: ToolCall,
): Promise<Ending> {
  const answer = await forwardNoted(
    ctx,
    connector,
    { method: 'tools/call', params: paramsOf(tool, input), inputSchema: tool.definition.inputSchema },
    { signal: input.signal, ...(input.onProgress ? { onProgress: input.onProgress } : {}) },
  )
  const { result, cut } = limitResult(answer, ctx.services.config.resultLimit)
  return {
    outcome: result['isError'] === true ? 'error' : 'ok',
    result,
    ...(cut ? { detail: { cut } } : {}),
  }
}

function isConnected(connector: ToolsetConnector): connector is ToolsetConnector & { target: Target } {
  return connector.target !== undefined
}

function paramsOf(tool: ToolsetTool, input: ToolCall): Record<string, unknown> {
  return {
    name: tool.name,
    arguments: input.arguments,
    ...(input.meta ? { _meta: input.meta } : {}),
    ...(input.inputResponses ? { inputResponses: input.inputResponses } : {}),
    ...(input.requestState === undefined ? {} : { requestState: input.requestState }),
  }
}

function failed(ctx: Context, tool: ToolsetTool, error: unknown): Ending {
  if (error instanceof ProtocolError) {
    const { code, message, data } = error
    return {
      outcome: 'error',
      result: toolError(`${tool.connector.name} answered: ${message}`),
      protocolError: { code, message, data },
      detail: { error: message.slice(0, 500), code },
    }
  }
  if (error instanceof UpstreamFailure)
    return { outcome: 'error', result: toolError(sayFailure(error, tool)), detail: { failure: error.kind } }
  if (error instanceof Refusal)
    return { outcome: 'error', result: toolError(error.message), detail: { error: error.message } }
  ctx.services.log.error({ err: error, tool: tool.publicName }, 'a tool call failed')
  return {
    outcome: 'error',
    result: toolError(`${tool.connector.name} could not be called.`),
    detail: { error: 'internal' },
  }
}

/** After these the upstream may have done what was asked. */
const ambiguous = new Set<FailureKind>(['timeout', 'dropped', 'too_large'])

/** A write that broke off may have happened: the model must not just try again (RUN-11). */
function sayFailure(error: UpstreamFailure, tool: ToolsetTool): string {
  if (tool.effect === 'read' || !ambiguous.has(error.kind)) return error.message
  return `${error.message} It may have been done all the same: check before trying again.`
}
