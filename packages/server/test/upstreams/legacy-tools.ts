import { setTimeout as sleep } from 'node:timers/promises'
import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js'
import {
  CallToolRequestSchema,
  type CallToolResult,
  ElicitResultSchema,
  ListToolsRequestSchema,
  type ServerNotification,
  type ServerRequest,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js'
import type { ToolTraces } from './modern-tools.ts'

type Arguments = Record<string, unknown>
type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>

/** What an SDK 1.x server offers; a test may change the definitions while it runs. */
export interface LegacyOffer {
  name: string
  tools: Tool[]
  traces: ToolTraces
}

/** The definitions of the tools that {@link legacyToolServer} knows how to run. */
export function legacyTools(): Tool[] {
  const readOnly = { annotations: { readOnlyHint: true } }
  return [
    tool('echo', 'Says the message back.', { message: { type: 'string' } }, readOnly),
    tool('add', 'Adds two numbers.', { a: { type: 'number' }, b: { type: 'number' } }, readOnly),
    tool('write_note', 'Writes a note.', { text: { type: 'string' } }),
    tool('slow', 'Takes so many milliseconds.', { ms: { type: 'integer' } }, readOnly),
    tool('fail', 'Always fails.', {}, readOnly),
    tool('whoami', 'Tells the request headers that arrived.', {}, readOnly),
    tool('ask_name', 'Asks the person for a name.', {}, readOnly),
  ]
}

/** A server on SDK 1.x for one session, over whichever transport it is then connected to. */
export function legacyToolServer(offer: LegacyOffer): Server {
  const server = new Server(
    { name: offer.name, version: '1.0.0' },
    { capabilities: { tools: { listChanged: true } } },
  )
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: offer.tools }))
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) =>
    run(params.name, params.arguments ?? {}, extra, offer.traces),
  )
  return server
}

async function run(name: string, args: Arguments, extra: Extra, traces: ToolTraces): Promise<CallToolResult> {
  if (name === 'echo') return text(String(args['message']))
  if (name === 'add') return text(String(Number(args['a']) + Number(args['b'])))
  if (name === 'write_note') return text(`Note ${traces.writes.push(String(args['text']))} written.`)
  if (name === 'slow') return slow(Number(args['ms']), extra, traces)
  if (name === 'fail') return { ...text('This tool fails on purpose.'), isError: true }
  if (name === 'whoami') return text(JSON.stringify(extra.requestInfo?.headers ?? {}))
  if (name === 'ask_name') return askName(extra)
  return { ...text(`Unknown tool: ${name}`), isError: true }
}

async function slow(ms: number, extra: Extra, traces: ToolTraces): Promise<CallToolResult> {
  traces.slow.started += 1
  try {
    for (const progress of [1, 2, 3, 4]) {
      await sleep(ms / 4, undefined, { signal: extra.signal })
      await tellProgress(progress, extra)
    }
  } catch (error) {
    if (extra.signal.aborted) traces.slow.cancelled += 1
    throw error
  }
  traces.slow.finished += 1
  return text('Done at last.')
}

async function tellProgress(progress: number, extra: Extra): Promise<void> {
  const progressToken = extra._meta?.progressToken
  if (progressToken === undefined) return
  await extra.sendNotification({
    method: 'notifications/progress',
    params: { progressToken, progress, total: 4 },
  })
}

async function askName(extra: Extra): Promise<CallToolResult> {
  const requestedSchema = {
    type: 'object' as const,
    properties: { name: { type: 'string' as const } },
    required: ['name'],
  }
  const params = { message: 'What is your name?', requestedSchema }
  const answer = await extra.sendRequest({ method: 'elicitation/create', params }, ElicitResultSchema)
  const name = answer.action === 'accept' ? answer.content?.['name'] : undefined
  return name === undefined
    ? { ...text('No name was given.'), isError: true }
    : text(`Hello, ${String(name)}.`)
}

function tool(
  name: string,
  description: string,
  properties: Record<string, object>,
  more: Partial<Tool> = {},
): Tool {
  return {
    name,
    description,
    inputSchema: { type: 'object', properties, required: Object.keys(properties) },
    ...more,
  }
}

function text(value: string): CallToolResult {
  return { content: [{ type: 'text', text: value }] }
}
