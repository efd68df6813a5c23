import type { CallRecord, Context } from '../context.ts'
import type { Family } from '../storage/tables.ts'
import type { ToolsetTool } from '../toolsets/toolset.ts'
import type { Trace } from '../traces.ts'
import { runTool } from './run-tool.ts'
import type { Ending, ToolCall } from './tool-call.ts'

/** A call on its way through the gate. */
export interface Passing {
  ctx: Context
  trace: Trace
  /** `performance.now()` of the gate's first look. */
  started: number
  /** Undefined when the agent has no tool of that name. */
  tool: ToolsetTool | undefined
  /** The account's. */
  timeZone: string
  call: CallRecord
}

/** Runs the tool as a part of the call's trace, which its upstream is told. */
export function runTraced(
  { ctx, trace, timeZone }: Passing,
  tool: ToolsetTool,
  input: ToolCall,
): Promise<Ending> {
  return trace.step(tool.area ? 'area' : 'upstream', async (step) => {
    const meta = step.carriedBy(input.meta)
    const ending = await runTool(ctx, tool, timeZone, meta === input.meta ? input : { ...input, meta })
    if (ending.outcome === 'error') step.note(() => ({ 'error.type': kindOfError(ending) }))
    return ending
  })
}

/** Counts the ended call, and says in its span what it was: no arguments, and nothing of what was answered. */
export function observeEnd({ ctx, trace, tool, call }: Passing, ending: Ending, durationMs: number): void {
  ctx.services.meters.callEnded(tool && familyOf(tool), ending.outcome, durationMs)
  trace.note(() => ({
    'jackfield.account': call.accountId,
    ...(call.agentId !== null && { 'jackfield.agent': call.agentId }),
    'jackfield.call': call.callId,
    'jackfield.outcome': ending.outcome,
    // A name that is no tool's can be anything.
    ...(tool && { 'gen_ai.tool.name': tool.publicName, 'jackfield.connector': tool.connector.slug }),
    ...(ending.outcome === 'error' && { 'error.type': kindOfError(ending) }),
  }))
}

function familyOf(tool: ToolsetTool): Family {
  return tool.area ? 'platform' : 'custom'
}

/** The failure of the upstream, or that the tool itself answered with an error. */
function kindOfError({ detail }: Ending): string {
  const failure = detail?.['failure']
  return typeof failure === 'string' ? failure : 'tool_error'
}
