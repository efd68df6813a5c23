import { runAreaTool } from '@jackfield/platform'
import type { Area, AreaContext } from '@jackfield/platform'

/** What a tool of an area came to. */
export interface NativeResult {
  /** An MCP `CallToolResult`. */
  result: Record<string, unknown>
  /** Why the area refused; absent when it did what was asked. */
  refused?: string
}

/**
 * Runs a tool of an area in this process. A result is JSON as text, with the same as structured content (ADR-14).
 * What the area refuses is a tool error, as text alone: clients hold structured content to the output schema, also
 * that of an error (GEN-10).
 */
export async function runNative(
  area: Area,
  name: string,
  ctx: AreaContext,
  input: Record<string, unknown>,
): Promise<NativeResult> {
  const answer = await runAreaTool({ area, name, ctx, input })
  if (answer.ok) return { result: { content: [textOf(answer.output)], structuredContent: answer.output } }
  const { refusal } = answer
  return { result: nativeRefusal(refusal), refused: refusal.code }
}

/** A refusal in the one form that all tools of areas have (GEN-10), also where the hub refuses on their behalf. */
export function nativeRefusal(refusal: { code: string; message: string }): Record<string, unknown> {
  return { content: [textOf({ error: refusal })], isError: true }
}

function textOf(value: unknown) {
  return { type: 'text', text: JSON.stringify(value) }
}
