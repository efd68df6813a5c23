import { runAreaTool } from '@jackfield/platform'
import type { Area, AreaContext } from '@jackfield/platform'

/**
 * Runs a tool of an area in this process. What the area refuses is a tool error with its code and remedy (GEN-10);
 * a result is JSON as text, with the same as structured content (ADR-14).
 * @returns an MCP `CallToolResult`
 */
export async function runNative(
  area: Area,
  name: string,
  ctx: AreaContext,
  input: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const answer = await runAreaTool({ area, name, ctx, input })
  const body = answer.ok ? answer.output : { error: answer.refusal }
  return {
    content: [{ type: 'text', text: JSON.stringify(body) }],
    structuredContent: body,
    ...(answer.ok ? {} : { isError: true }),
  }
}
