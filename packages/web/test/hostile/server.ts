import type { OfferedTool } from '../../../server/test/upstreams/offered-server.ts'
import { startModernServer } from '../../../server/test/upstreams/modern-server.ts'
import type { ModernServer } from '../../../server/test/upstreams/modern-server.ts'
import { hostileStrings } from './strings.ts'

/** An MCP server whose tools say it in every place that a definition and a result have for text. */
export async function startHostileTools(): Promise<ModernServer> {
  const server = await startModernServer({ name: hostileStrings[0] ?? '' })
  Object.assign(server.offer, {
    instructions: hostileStrings.join('\n'),
    tools: hostileStrings.map(toolOf),
    resources: [],
    templates: [],
    prompts: [],
  })
  return server
}

function toolOf(text: string): OfferedTool {
  const inner = {
    type: 'object',
    title: text,
    properties: Object.fromEntries([[text.slice(0, 100), { type: 'boolean', description: text }]]),
  }
  const properties = Object.fromEntries<object>([
    [text.slice(0, 200), { type: 'string', title: text, description: text, default: text }],
    ['choice', { type: 'string', enum: [text, 'harmless'], description: text.slice(0, 300) }],
    ['inner', inner],
    ['several', { type: 'array', items: { type: 'string', const: text, examples: [text] } }],
  ])
  return {
    definition: {
      name: text.slice(0, 100),
      title: text,
      description: text,
      inputSchema: { type: 'object', properties } as OfferedTool['definition']['inputSchema'],
      annotations: { title: text, readOnlyHint: true },
    },
    call: async () => ({
      content: [
        { type: 'text', text },
        { type: 'text', text: JSON.stringify({ [text.slice(0, 50)]: text }) },
        { type: 'resource_link', uri: 'javascript:alert(1)', name: text, title: text, description: text },
        {
          type: 'image',
          data: Buffer.from('<svg onload="alert(1)"/>').toString('base64'),
          mimeType: 'image/svg+xml',
        },
        {
          type: 'resource',
          resource: { uri: 'data:text/html,<script>alert(1)</script>', mimeType: 'text/html', text },
        },
      ],
      structuredContent: { said: text, list: [text] },
    }),
  }
}
