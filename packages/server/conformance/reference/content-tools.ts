import { setTimeout as sleep } from 'node:timers/promises'
import type { CallToolResult, ServerContext } from '@modelcontextprotocol/server'
import type { OfferedTool } from '../../test/upstreams/offered-server.ts'
import { pixel, silence } from './media.ts'
import { plainTool, text } from './plain-tool.ts'

/** Between two steps of a tool that reports on its way, so that the reports arrive apart. */
const stepMs = 50

/** The tools of the suite's `tools-call-*` scenarios that need nothing from the client. */
export function contentTools(): OfferedTool[] {
  return [
    plainTool('test_simple_text', 'One text.', async () =>
      text('This is a simple text response for testing.'),
    ),
    plainTool('test_image_content', 'One picture.', async () => ({ content: [picture] })),
    plainTool('test_audio_content', 'One sound.', async () => ({
      content: [{ type: 'audio', data: silence, mimeType: 'audio/wav' }],
    })),
    plainTool('test_embedded_resource', 'One resource.', async () => ({ content: [embedded] })),
    plainTool('test_multiple_content_types', 'A text, a picture and a resource.', async () => mixed()),
    plainTool('test_error_handling', 'Fails.', async () => {
      throw new Error('This tool intentionally returns an error for testing')
    }),
    plainTool('test_tool_with_logging', 'Logs three times.', (_args, ctx) => withLogging(ctx)),
    plainTool('test_tool_with_progress', 'Reports progress three times.', (_args, ctx) => withProgress(ctx)),
  ]
}

const picture = { type: 'image' as const, data: pixel, mimeType: 'image/png' }

const embedded = {
  type: 'resource' as const,
  resource: {
    uri: 'test://embedded-resource',
    mimeType: 'text/plain',
    text: 'This is an embedded resource content.',
  },
}

function mixed(): CallToolResult {
  const resource = {
    uri: 'test://mixed-content-resource',
    mimeType: 'application/json',
    text: '{"test":"data","value":123}',
  }
  return {
    content: [
      { type: 'text', text: 'Multiple content types test:' },
      picture,
      { type: 'resource', resource },
    ],
  }
}

async function withLogging(ctx: ServerContext): Promise<CallToolResult> {
  for (const message of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
    await ctx.mcpReq.log('info', message)
    await sleep(stepMs)
  }
  return text('Logged three times.')
}

async function withProgress(ctx: ServerContext): Promise<CallToolResult> {
  const progressToken = ctx.mcpReq._meta?.progressToken
  for (const progress of [0, 50, 100]) {
    // Without a token the client has not asked, and must not be told.
    if (progressToken !== undefined)
      await ctx.mcpReq.notify({
        method: 'notifications/progress',
        params: { progressToken, progress, total: 100 },
      })
    await sleep(stepMs)
  }
  return text('Reported three times.')
}
