import { inputRequired } from '@modelcontextprotocol/server'
import type { OfferedTool } from '../../test/upstreams/offered-server.ts'
import { plainTool, text } from './plain-tool.ts'
import { sampling } from './questions.ts'
import richSchema from './rich-schema.json' with { type: 'json' }

/**
 * The tools of `server-stateless` (SEP-2575), of the header scenarios (SEP-2243) and of `json-schema-2020-12`.
 * @param change changes one of the lists, and tells the subscribers
 */
export function diagnosticTools(change: (list: 'tools' | 'prompts') => Promise<void>): OfferedTool[] {
  return [
    plainTool('test_missing_capability', 'Needs a client that can sample.', async (_args, ctx) => {
      if (ctx.mcpReq.inputResponses) return text('The model has answered.')
      return inputRequired({ inputRequests: { answer: sampling('Reply with the single word: pong') } })
    }),
    plainTool('test_streaming_elicitation', 'Answers without asking anything.', async () =>
      text('Only a result.'),
    ),
    plainTool('test_logging_tool', 'Logs, if the request asks for logs.', async (_args, ctx) => {
      await ctx.mcpReq.log('info', 'Only for a request with a log level.')
      return text('Logged.')
    }),
    plainTool('test_trigger_tool_change', 'Adds a tool or takes it away, and says so.', async () => {
      await change('tools')
      return text('Changed.')
    }),
    plainTool('test_trigger_prompt_change', 'Adds a prompt or takes it away, and says so.', async () => {
      await change('prompts')
      return text('Changed.')
    }),
    plainTool(
      'test_x_mcp_header',
      'Wants one argument as a header too.',
      async (args) => text(String(args['region'])),
      mirrored,
    ),
    plainTool(
      'json_schema_2020_12_tool',
      'Has a rich schema.',
      async (args) => text(JSON.stringify(args)),
      vocabulary,
    ),
  ]
}

const mirrored = {
  type: 'object' as const,
  properties: { region: { type: 'string', 'x-mcp-header': 'Region' }, level: { type: 'integer' } },
}

/** The vocabulary that must come through unchanged (SEP-1613, SEP-2106). */
const vocabulary = { ...richSchema, type: 'object' as const }
