import {
  type CallToolResult,
  type CompleteRequestParams,
  type CompleteResult,
  type GetPromptResult,
  type InputRequiredResult,
  type Prompt,
  ProtocolError,
  ProtocolErrorCode,
  type ReadResourceResult,
  type Resource,
  ResourceNotFoundError,
  type ResourceTemplateType,
  Server,
  type ServerContext,
  type ServerOptions,
  type Tool,
} from '@modelcontextprotocol/server'
import { pageOf } from './page-of.ts'

export type Arguments = Record<string, unknown>

export interface OfferedTool {
  definition: Tool
  /** What it throws is answered with `isError`, like any tool's failure. */
  call(args: Arguments, ctx: ServerContext): Promise<CallToolResult | InputRequiredResult>
}
export interface OfferedResource {
  definition: Resource
  read(): ReadResourceResult
}
export interface OfferedTemplate {
  definition: ResourceTemplateType
  /** Undefined when the URI is none of the template's. */
  read(uri: string): ReadResourceResult | undefined
}
export interface OfferedPrompt {
  definition: Prompt
  get(args: Record<string, string>, ctx: ServerContext): Promise<GetPromptResult | InputRequiredResult>
}

/** Everything that a server offers, as plain data that a test may change while the server runs. */
export interface Offer {
  name: string
  instructions?: string
  tools: OfferedTool[]
  resources: OfferedResource[]
  templates: OfferedTemplate[]
  prompts: OfferedPrompt[]
  complete(params: CompleteRequestParams): string[]
  /** Entries on one page of any list; absent: all on one. */
  pageSize?: number
  options?: Pick<ServerOptions, 'requestState' | 'cacheHints'>
}

/**
 * Builds a server on SDK 2.x from an offer. The low-level one, because it sends definitions exactly as they were
 * written, and reads them anew on every request.
 */
export function offeredServer(offer: Offer): Server {
  const server = new Server(
    { name: offer.name, version: '1.0.0' },
    { ...offer.options, ...advertised(offer) },
  )
  answerTools(server, offer)
  answerResources(server, offer)
  answerPrompts(server, offer)
  server.setRequestHandler('completion/complete', async ({ params }) => completion(offer.complete(params)))
  return server
}

function advertised(offer: Offer): ServerOptions {
  return {
    ...(offer.instructions ? { instructions: offer.instructions } : {}),
    capabilities: {
      tools: { listChanged: true },
      resources: { listChanged: true, subscribe: true },
      prompts: { listChanged: true },
      completions: {},
      logging: {},
    },
  }
}

function answerTools(server: Server, offer: Offer): void {
  server.setRequestHandler('tools/list', async ({ params }) => {
    const { items, ...rest } = pageOf(offer.tools, offer.pageSize, params?.cursor)
    return { tools: items.map((tool) => tool.definition), ...rest }
  })
  server.setRequestHandler('tools/call', async ({ params }, ctx) => {
    const tool = offer.tools.find(({ definition }) => definition.name === params.name)
    if (!tool) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${params.name}`)
    try {
      return await tool.call(params.arguments ?? {}, ctx)
    } catch (error) {
      if (error instanceof ProtocolError) throw error
      return { content: [{ type: 'text', text: messageOf(error) }], isError: true }
    }
  })
}

function answerResources(server: Server, offer: Offer): void {
  server.setRequestHandler('resources/list', async ({ params }) => {
    const { items, ...rest } = pageOf(offer.resources, offer.pageSize, params?.cursor)
    return { resources: items.map((resource) => resource.definition), ...rest }
  })
  server.setRequestHandler('resources/templates/list', async ({ params }) => {
    const { items, ...rest } = pageOf(offer.templates, offer.pageSize, params?.cursor)
    return { resourceTemplates: items.map((template) => template.definition), ...rest }
  })
  server.setRequestHandler('resources/read', async ({ params }) => {
    const fixed = offer.resources.find(({ definition }) => definition.uri === params.uri)?.read()
    const answer = fixed ?? offer.templates.map((template) => template.read(params.uri)).find(Boolean)
    if (!answer) throw new ResourceNotFoundError(params.uri)
    return answer
  })
  server.setRequestHandler('resources/subscribe', async () => ({}))
  server.setRequestHandler('resources/unsubscribe', async () => ({}))
}

function answerPrompts(server: Server, offer: Offer): void {
  server.setRequestHandler('prompts/list', async ({ params }) => {
    const { items, ...rest } = pageOf(offer.prompts, offer.pageSize, params?.cursor)
    return { prompts: items.map((prompt) => prompt.definition), ...rest }
  })
  server.setRequestHandler('prompts/get', async ({ params }, ctx) => {
    const prompt = offer.prompts.find(({ definition }) => definition.name === params.name)
    if (!prompt) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown prompt: ${params.name}`)
    return prompt.get(params.arguments ?? {}, ctx)
  })
}

function completion(values: string[]): CompleteResult {
  return { completion: { values, total: values.length, hasMore: false } }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
