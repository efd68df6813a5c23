import { McpServer, ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server'
import type { CallToolRequest, Server, ServerContext, ServerOptions } from '@modelcontextprotocol/server'
import { callTool } from '../../calls/call-tool.ts'
import { complete, getPrompt, readResource } from '../../calls/pass-through.ts'
import type { PassThrough } from '../../calls/pass-through.ts'
import type { ToolCall } from '../../calls/tool-call.ts'
import type { Context } from '../../context.ts'
import { hubInfo } from '../../connectors/mcp-client.ts'
import type { ForwardOptions } from '../../connectors/connector.ts'
import { Refusal } from '../../errors.ts'
import { freshSource, resolveSource } from '../../toolsets/source.ts'
import type { Source } from '../../toolsets/source.ts'
import { listPrompts, listResources, offers } from '../../toolsets/resource-index.ts'
import type { Toolset } from '../../toolsets/toolset.ts'
import { forwardedMeta } from './forwarded-meta.ts'
import type { RunningCall } from './running-call.ts'

/** How long a client may believe a list: a toggle takes effect within a second. Changes are announced besides. */
const listHint = { ttlMs: 1000, cacheScope: 'private' as const }

/** What a request is served with. */
export interface Served {
  ctx: Context
  /** Whose tools it offers. */
  source: Source
  /** The call that the request asks for, if it has begun already. */
  running?: RunningCall
  /** Told when the request turns out to be a tool call in good order. */
  onToolCall?: () => void
}

export interface McpServerOptions extends Served {
  /** The wire era that this request speaks. */
  era: 'legacy' | 'modern'
}

/** The MCP server of one request: what the SDK needs to answer for one agent, or one key of the platform. */
export async function mcpServer(options: McpServerOptions): Promise<McpServer> {
  const { ctx, source, era } = options
  const toolset = await resolveSource(ctx, source)
  const product = new HeaderCheckingServer(toolset, {
    capabilities: capabilitiesOf(toolset, era),
    ...(toolset.agent.instructions ? { instructions: toolset.agent.instructions } : {}),
    cacheHints: {
      'tools/list': listHint,
      'prompts/list': listHint,
      'resources/list': listHint,
      'resources/templates/list': listHint,
      'server/discover': listHint,
    },
  })
  const { server } = product
  serveTools(server, options)
  if (offers(toolset, 'resources')) serveResources(server, ctx, source)
  if (offers(toolset, 'prompts')) servePrompts(server, ctx, source)
  if (offers(toolset, 'completions')) {
    server.setRequestHandler('completion/complete', async (request, mcp) =>
      answer(complete({ ctx, input: passThrough(source, request.params, mcp) })),
    )
  }
  return product
}

/**
 * The SDK checks `Mcp-Param-*` headers against the tool's schema (SEP-2243) for servers that can tell it the schema;
 * everything else is answered by our own handlers.
 */
class HeaderCheckingServer extends McpServer {
  readonly #toolset: Toolset

  constructor(toolset: Toolset, options: ServerOptions) {
    super(hubInfo, options)
    this.#toolset = toolset
  }

  override toolInputSchemaJson(name: string): Record<string, unknown> | undefined {
    return this.#toolset.byName.get(name)?.definition.inputSchema
  }
}

/** Changes are told on `subscriptions/listen` streams, which the revisions before 2026-07-28 do not have. */
function capabilitiesOf(toolset: Toolset, era: McpServerOptions['era']) {
  const list = era === 'modern' ? { listChanged: true } : {}
  return {
    tools: list,
    ...(offers(toolset, 'resources') ? { resources: list } : {}),
    ...(offers(toolset, 'prompts') ? { prompts: list } : {}),
    ...(offers(toolset, 'completions') ? { completions: {} } : {}),
  }
}

function serveTools(server: Server, options: McpServerOptions): void {
  const { ctx, source, era, running, onToolCall } = options
  server.setRequestHandler('tools/list', async () => {
    const { tools } = await asProtocol(freshSource(ctx, source))
    return { tools: tools.map((tool) => ({ ...tool.definition, name: tool.publicName })) as never }
  })
  server.setRequestHandler('tools/call', async (request, mcp) => {
    onToolCall?.()
    const { onProgress } = forwardOptions(mcp)
    if (onProgress) running?.follow(onProgress)
    const call = await asProtocol(running?.answer ?? callTool({ ctx, input: toolCall(source, request, mcp) }))
    // Older clients do not know the codes of 2026-07-28; the tool error says the same in words.
    const spoken = era === 'modern' || !modernOnly(call.protocolError?.code)
    if (call.protocolError && spoken)
      throw new ProtocolError(call.protocolError.code, call.protocolError.message, call.protocolError.data)
    return call.result as never
  })
}

function toolCall(source: Source, { params }: CallToolRequest, mcp: ServerContext): ToolCall {
  return {
    source,
    name: params.name,
    arguments: params.arguments ?? {},
    meta: forwardedMeta(mcp.mcpReq._meta, { ...mcp.mcpReq.envelope }),
    inputResponses: mcp.mcpReq.inputResponses,
    requestState: mcp.mcpReq.requestState<string>(),
    ...forwardOptions(mcp),
  }
}

/** -32020 to -32029 are the 2026-07-28 revision's own. */
function modernOnly(code: number | undefined): boolean {
  return code !== undefined && code <= -32020 && code > -32030
}

function serveResources(server: Server, ctx: Context, source: Source): void {
  server.setRequestHandler(
    'resources/list',
    async () => ({ resources: listResources(await asProtocol(freshSource(ctx, source))).resources }) as never,
  )
  server.setRequestHandler(
    'resources/templates/list',
    async () =>
      ({ resourceTemplates: listResources(await asProtocol(freshSource(ctx, source))).templates }) as never,
  )
  server.setRequestHandler('resources/read', async (request, mcp) =>
    answer(readResource({ ctx, input: passThrough(source, request.params, mcp) })),
  )
}

function servePrompts(server: Server, ctx: Context, source: Source): void {
  server.setRequestHandler(
    'prompts/list',
    async () => ({ prompts: listPrompts(await asProtocol(freshSource(ctx, source))) }) as never,
  )
  server.setRequestHandler('prompts/get', async (request, mcp) =>
    answer(getPrompt({ ctx, input: passThrough(source, request.params, mcp) })),
  )
}

function passThrough(source: Source, params: Record<string, unknown>, mcp: ServerContext): PassThrough {
  const { inputResponses } = mcp.mcpReq
  const requestState = mcp.mcpReq.requestState<string>()
  const meta = forwardedMeta(mcp.mcpReq._meta, { ...mcp.mcpReq.envelope })
  const { _meta: _replaced, ...own } = params
  return {
    source,
    params: {
      ...own,
      ...(meta ? { _meta: meta } : {}),
      ...(inputResponses ? { inputResponses } : {}),
      ...(requestState === undefined ? {} : { requestState }),
    },
    options: forwardOptions(mcp),
  }
}

function forwardOptions(mcp: ServerContext): ForwardOptions {
  const progressToken = mcp.mcpReq._meta?.progressToken
  if (progressToken === undefined) return { signal: mcp.mcpReq.signal }
  return {
    signal: mcp.mcpReq.signal,
    onProgress: (progress) => {
      // The caller may be gone by now; the call goes on until its signal says otherwise.
      mcp.mcpReq
        .notify({ method: 'notifications/progress', params: { ...progress, progressToken } })
        .catch(() => {})
    },
  }
}

/** The SDK types each method's result; what passes through is the upstream's own and is checked by the SDK at run time. */
async function answer(work: Promise<Record<string, unknown>>): Promise<never> {
  return (await asProtocol(work)) as never
}

/** Refusals in MCP's words. Written once for this face. */
async function asProtocol<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const code =
      error.code === 'internal' || error.code === 'unavailable'
        ? ProtocolErrorCode.InternalError
        : ProtocolErrorCode.InvalidRequest
    throw new ProtocolError(code, error.message)
  }
}
