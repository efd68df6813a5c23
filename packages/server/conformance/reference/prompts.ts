import {
  acceptedContent,
  type ContentBlock,
  type GetPromptResult,
  inputRequired,
} from '@modelcontextprotocol/server'
import type { OfferedPrompt } from '../../test/upstreams/offered-server.ts'
import { pixel } from './media.ts'
import { form } from './questions.ts'

/** The prompts of the suite's `prompts-*` scenarios, and the one that asks first (SEP-2322). */
export function referencePrompts(): OfferedPrompt[] {
  return [
    {
      definition: { name: 'test_simple_prompt', description: 'Without arguments.' },
      get: async () => says(words('This is a simple prompt for testing.')),
    },
    {
      definition: {
        name: 'test_prompt_with_arguments',
        description: 'With two.',
        arguments: required('arg1', 'arg2'),
      },
      get: async ({ arg1, arg2 }) => says(words(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)),
    },
    {
      definition: {
        name: 'test_prompt_with_embedded_resource',
        description: 'With a resource inside.',
        arguments: required('resourceUri'),
      },
      get: async ({ resourceUri }) =>
        says(resource(String(resourceUri)), words('Please process the embedded resource above.')),
    },
    {
      definition: { name: 'test_prompt_with_image', description: 'With a picture inside.' },
      get: async () =>
        says({ type: 'image', data: pixel, mimeType: 'image/png' }, words('Please analyze the image above.')),
    },
    { definition: { name: 'test_input_required_result_prompt', description: 'Asks first.' }, get: askFirst },
  ]
}

const askFirst: OfferedPrompt['get'] = async (_args, ctx) => {
  const context = acceptedContent<{ context: string }>(ctx.mcpReq.inputResponses, 'user_context')?.context
  if (typeof context === 'string') return says(words(`Use the following context: ${context}`))
  const question = form('What context should the prompt use?', { context: { type: 'string' } })
  return inputRequired({ inputRequests: { user_context: question } })
}

function says(...blocks: ContentBlock[]): GetPromptResult {
  return { messages: blocks.map((content) => ({ role: 'user', content })) }
}

function words(text: string): ContentBlock {
  return { type: 'text', text }
}

function resource(uri: string): ContentBlock {
  return {
    type: 'resource',
    resource: { uri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' },
  }
}

function required(...names: string[]) {
  return names.map((name) => ({ name, description: 'Any text.', required: true }))
}
