import { ProtocolErrorCode } from '@modelcontextprotocol/client'
import { authorise } from '../authorise.ts'
import { redactArguments } from '../audit/redact-arguments.ts'
import type { CallRecord, Context } from '../context.ts'
import { nativeRefusal } from '../connectors/native.ts'
import { Refusal } from '../errors.ts'
import type { Issue } from '../errors.ts'
import { newId } from '../ids.ts'
import type { PolicyDecision } from '../policies/decide.ts'
import { agentOf, resolveSource } from '../toolsets/source.ts'
import type { Source } from '../toolsets/source.ts'
import type { Toolset, ToolsetConnector, ToolsetTool } from '../toolsets/toolset.ts'
import type { Trace } from '../traces.ts'
import { observeEnd, runTraced } from './observe-call.ts'
import type { Passing } from './observe-call.ts'
import { toolError } from './tool-call.ts'
import type { Ending, ToolCall, ToolCallAnswer } from './tool-call.ts'
import { validateArguments } from './validate-arguments.ts'

/**
 * The gate: every tool call of every face passes here, and nothing else runs a connector (DESIGN section 3).
 *
 * resolve the toolset -> find the tool -> validate arguments -> policy -> audit intent -> upstream (which opens the
 * credential) -> size limit -> audit outcome. What goes wrong on the way is a tool error that the model can read.
 *
 * @throws Refusal `not_found` for an unknown agent, `forbidden` for an actor who may not call, `unavailable` when
 * the audit log cannot be written
 */
export async function callTool({ ctx, input }: { ctx: Context; input: ToolCall }): Promise<ToolCallAnswer> {
  mayCall(ctx, input.source)
  const { tracing } = ctx.services
  return tracing.call('tools/call', ctx.trace, input.meta, (trace) => passGate(ctx, input, trace))
}

async function passGate(ctx: Context, input: ToolCall, trace: Trace): Promise<ToolCallAnswer> {
  const started = performance.now()
  const toolset = await trace.step('resolve', () => resolveSource(ctx, input.source))
  const tool = toolset.byName.get(input.name)
  const call = describeCall(ctx, input, tool)
  const passing = { ctx, trace, started, tool, timeZone: toolset.timeZone, call }
  if (!tool) return conclude(passing, unknownTool(toolset, input.name))
  const refusal = refuse(ctx, tool, input)
  if (refusal) return conclude(passing, refused(refusal, tool))
  const writes = tool.effect !== 'read'
  if (writes) await trace.step('audit intent', () => ctx.services.callLog.intent(call))
  return conclude(passing, await runTraced(passing, tool, input), writes)
}

/** An agent's key opens that agent only; people and API keys need the role. */
function mayCall(ctx: Context, source: Source): void {
  if (ctx.actor.type !== 'agent_key') authorise(ctx, 'tools.call')
  else if (ctx.actor.agentId !== agentOf(source)) throw new Refusal('not_found', 'There is no such agent.')
}

/** Every reason to say no before anything happens, in the order in which they are asked. */
function refuse(ctx: Context, tool: ToolsetTool, input: ToolCall): string | undefined {
  // Areas check their own input, with hints that a schema cannot give (GEN-5).
  const issues = tool.area ? [] : validateArguments(tool, input.arguments)
  if (issues.length > 0)
    return `The arguments of ${input.name} are not valid. ${issues.map(sayIssue).join('; ')}.`
  if (ctx.actor.type === 'api_key' && ctx.actor.readOnly && tool.effect !== 'read')
    return `${input.name} may write, and this API key is read-only.`
  const reason = reasons[tool.because]
  if (tool.policy === 'block') return `${input.name} is blocked: ${reason}.`
  if (tool.policy === 'ask')
    return `${input.name} needs a person's approval: ${reason}. Approvals cannot be given here yet, so nothing was done.`
  return undefined
}

const reasons: Record<PolicyDecision['because'], string> = {
  preset: "the account's policy says so for tools that write; an admin can set a rule for this tool",
  account_rule: 'a rule of the account says so; an admin can change it',
  agent_rule: 'a rule of this agent says so; whoever edits the agent can change it',
  held: 'its definition has changed; an admin can accept the change',
  refused: 'its definition has changed, and the change was refused; an admin can still accept it',
  read_only_connector: 'its connector is set to read-only; an admin can change that',
}

/** A tool whose connector left during the run is a tool error (RUN-12); a name that never was is a protocol error. */
function unknownTool(toolset: Toolset, name: string): Ending {
  const connector = toolset.connectors.find((one) => one.on && hasTool(one, name))
  if (connector?.reason === 'not_connected')
    return refused(`${connector.name} is not connected any more, so ${name} cannot be used.`)
  if (connector?.reason === 'needs_reconnect')
    return refused(`${connector.name} needs to be reconnected before ${name} can be used.`)
  const message = `Unknown tool: ${name.slice(0, 200)}`
  return { ...refused(message), protocolError: { code: ProtocolErrorCode.InvalidParams, message } }
}

/** Whether a tool of this name would be this connector's. */
function hasTool({ slug, area, app }: ToolsetConnector, name: string): boolean {
  const own = area?.tools ?? app?.tools
  return own ? own.some((tool) => tool.name === name) : name.startsWith(`${slug}__`)
}

function refused(text: string, tool?: ToolsetTool): Ending {
  const result = tool?.area ? nativeRefusal({ code: 'forbidden', message: text }) : toolError(text)
  return { outcome: 'refused', result, detail: { refused: text } }
}

function sayIssue({ field, message, valid_values }: Issue): string {
  return `${field ?? 'arguments'}: ${message}${valid_values ? ` (${valid_values.join(', ')})` : ''}`
}

function describeCall(ctx: Context, input: ToolCall, tool: ToolsetTool | undefined): CallRecord {
  return {
    callId: newId('call'),
    accountId: ctx.accountId,
    actor: ctx.actor,
    action: 'tool.called',
    agentId: agentOf(input.source),
    connectorId: tool?.connector.connectorId ?? null,
    tool: input.name.slice(0, 200),
    detail: { arguments: redactArguments(input.arguments) },
  }
}

/**
 * Writes the outcome. The answer to a write waits for its row; that of a read does only where the operator wants it.
 */
async function conclude(passing: Passing, ending: Ending, wrote = false): Promise<ToolCallAnswer> {
  const { ctx, call, trace, started } = passing
  const { detail, ...answer } = ending
  const durationMs = Math.round((performance.now() - started) * 100) / 100
  observeEnd(passing, ending, durationMs)
  const outcome = { outcome: ending.outcome, durationMs, ...(detail ? { detail } : {}) }
  const awaited = wrote || ctx.services.config.auditReads === 'wait'
  const row = trace.step('audit outcome', () => ctx.services.callLog.outcome(call, outcome, awaited))
  if (awaited) {
    await row.catch((error: unknown) => {
      // The write has happened and its intent is on record: hiding its result would help nobody.
      if (!wrote) throw error
      ctx.services.log.error(
        { err: error, call: call.callId },
        'the outcome of a write call could not be recorded',
      )
    })
  } else
    row.catch((error: unknown) =>
      ctx.services.log.error({ err: error, call: call.callId }, 'a read call could not be recorded'),
    )
  return { callId: call.callId, durationMs, ...answer }
}
