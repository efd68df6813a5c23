import { areas } from '@jackfield/platform'
import { authorise } from '../authorise.ts'
import { callTool } from './call-tool.ts'
import type { ToolCallAnswer } from './tool-call.ts'
import type { Context } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import type { RefusalCode } from '../errors.ts'

interface AreaCall {
  domain: string
  tool: string
  arguments: Record<string, unknown>
  signal: AbortSignal
}

/** What an area refuses, in its own words (GEN-10). */
interface Refused {
  code: string
  message: string
  field?: string
  hint?: string
  valid_values?: string[]
  details?: Record<string, unknown>
}

/**
 * Calls a tool of an area as at the platform's address: same policies, same audit.
 * @returns the tool's output
 * @throws Refusal as the tool refuses; `details.reason` is the tool's own code
 */
export async function callAreaTool({
  ctx,
  input,
}: {
  ctx: Context
  input: AreaCall
}): Promise<Record<string, unknown>> {
  authorise(ctx, 'tools.call')
  const area = areas.find(({ domain }) => domain === input.domain)
  if (!area?.tools.some(({ name }) => name === input.tool)) throw notFound('tool')
  const { tool: name, arguments: args, signal } = input
  const source = { kind: 'platform' as const, areas: [area] }
  const call = await callTool({ ctx, input: { source, name, arguments: args, signal } })
  const { structuredContent } = call.result
  if (call.outcome === 'ok' && structuredContent) return structuredContent as Record<string, unknown>
  throw refusalOf(call)
}

const codes: Record<string, RefusalCode> = {
  invalid: 'invalid',
  unknown_parameter: 'invalid',
  confirm_token_invalid: 'invalid',
  not_found: 'not_found',
  version_conflict: 'version_conflict',
  too_large: 'too_large',
  forbidden: 'forbidden',
  busy: 'unavailable',
  internal: 'internal',
}

function refusalOf({ result, outcome }: ToolCallAnswer): Refusal {
  const text = (result['content'] as { text?: string }[])[0]?.text ?? ''
  // A result beyond the size limit is cut, and then it is none.
  if (outcome === 'ok') return new Refusal('too_large', 'The result is too large. Ask for a page at a time.')
  const { code, message, field, hint, valid_values, details } = (JSON.parse(text) as { error: Refused }).error
  const issue = {
    message,
    ...(field !== undefined && { field }),
    ...(hint !== undefined && { hint }),
    ...(valid_values && { valid_values }),
  }
  return new Refusal(codes[code] ?? 'conflict', message, {
    ...(hint !== undefined && { hint }),
    ...((field ?? valid_values) && { issues: [issue] }),
    details: { ...details, reason: code },
  })
}
