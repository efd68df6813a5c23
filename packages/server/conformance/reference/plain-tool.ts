import type { CallToolResult, Tool } from '@modelcontextprotocol/server'
import type { OfferedTool } from '../../test/upstreams/offered-server.ts'

/** A tool of the suite, most of which take no arguments. */
export function plainTool(
  name: string,
  description: string,
  call: OfferedTool['call'],
  inputSchema: Tool['inputSchema'] = { type: 'object', properties: {} },
): OfferedTool {
  return { definition: { name, description, inputSchema }, call }
}

export function text(value: string): CallToolResult {
  return { content: [{ type: 'text', text: value }] }
}
