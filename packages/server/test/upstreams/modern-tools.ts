import { setTimeout as sleep } from 'node:timers/promises'
import {
  acceptedContent,
  type CallToolResult,
  inputRequired,
  type JSONObject,
  type ServerContext,
  type Tool,
} from '@modelcontextprotocol/server'
import type { Arguments, OfferedTool } from './offered-server.ts'

/** What the tools of a server did, for tests to count. */
export interface ToolTraces {
  /** The text of every note written, in order. */
  writes: string[]
  /** The id of every note deleted, in order. */
  deletes: string[]
  slow: { started: number; finished: number; cancelled: number }
}

export function noTraces(): ToolTraces {
  return { writes: [], deletes: [], slow: { started: 0, finished: 0, cancelled: 0 } }
}

/** The tools that the 2026-07-28 upstream offers, from the harmless to the awkward. */
export function modernTools(traces: ToolTraces): OfferedTool[] {
  return [...plainTools(), ...noteTools(traces), ...awkwardTools(), slowTool(traces)]
}

export function text(value: string): CallToolResult {
  return { content: [{ type: 'text', text: value }] }
}

/** A tool's definition with an object schema; every property is required. */
export function define(
  name: string,
  description: string,
  properties: Record<string, JSONObject>,
  more: Partial<Tool> = {},
): Tool {
  const inputSchema: Tool['inputSchema'] = { type: 'object', properties, required: Object.keys(properties) }
  return { name, description, inputSchema, ...more }
}

const readOnly = { annotations: { readOnlyHint: true } }

function plainTools(): OfferedTool[] {
  const sum = { type: 'object' as const, properties: { sum: { type: 'number' } }, required: ['sum'] }
  return [
    {
      definition: define('echo', 'Says the message back.', { message: { type: 'string' } }, readOnly),
      call: async (args) => text(String(args['message'])),
    },
    {
      definition: define(
        'add',
        'Adds two numbers.',
        { a: { type: 'number' }, b: { type: 'number' } },
        { ...readOnly, outputSchema: sum },
      ),
      call: async (args) => addition(Number(args['a']) + Number(args['b'])),
    },
    {
      definition: define('whoami', 'Tells the request headers that arrived.', {}, readOnly),
      call: async (_args, ctx) => headersSeen(ctx),
    },
  ]
}

function noteTools(traces: ToolTraces): OfferedTool[] {
  return [
    {
      definition: define('write_note', 'Writes a note.', { text: { type: 'string' } }),
      call: async (args) => text(`Note ${traces.writes.push(String(args['text']))} written.`),
    },
    {
      definition: define(
        'delete_note',
        'Deletes a note for good.',
        { id: { type: 'string' } },
        { annotations: { destructiveHint: true } },
      ),
      call: async (args) => text(`Deletion ${traces.deletes.push(String(args['id']))} done.`),
    },
  ]
}

function awkwardTools(): OfferedTool[] {
  return [
    {
      definition: define('fail', 'Always fails.', {}, readOnly),
      call: async () => ({ ...text('This tool fails on purpose.'), isError: true }),
    },
    {
      definition: define('big', 'Answers with so many characters.', { n: { type: 'integer' } }, readOnly),
      call: async (args) => text('x'.repeat(Number(args['n']))),
    },
    {
      definition: define('link', 'Links to a resource.', {}, readOnly),
      call: async () => ({
        content: [{ type: 'resource_link', uri: 'note://first', name: 'first', mimeType: 'text/plain' }],
      }),
    },
    {
      definition: define(
        'with_meta',
        'Gives back the _meta of the request.',
        {},
        { ...readOnly, _meta: { 'example.com/tool': 'kept' } },
      ),
      call: async (_args, ctx) => ({
        ...text(JSON.stringify(ctx.mcpReq._meta ?? {})),
        _meta: { 'example.com/result': 'kept' },
      }),
    },
    { definition: define('ask_name', 'Asks the person for a name.', {}, readOnly), call: askName },
  ]
}

function slowTool(traces: ToolTraces): OfferedTool {
  return {
    definition: define(
      'slow',
      'Takes so many milliseconds, and reports progress four times.',
      { ms: { type: 'integer' } },
      readOnly,
    ),
    call: async (args, ctx) => {
      traces.slow.started += 1
      try {
        await workInSteps(Number(args['ms']), ctx)
      } catch (error) {
        if (ctx.mcpReq.signal.aborted) traces.slow.cancelled += 1
        throw error
      }
      traces.slow.finished += 1
      return text('Done at last.')
    },
  }
}

async function workInSteps(ms: number, ctx: ServerContext): Promise<void> {
  const token = ctx.mcpReq._meta?.progressToken
  for (const progress of [1, 2, 3, 4]) {
    await sleep(ms / 4, undefined, { signal: ctx.mcpReq.signal })
    if (token === undefined) continue
    const params = { progressToken: token, progress, total: 4, message: `Step ${progress} of 4` }
    await ctx.mcpReq.notify({ method: 'notifications/progress', params })
  }
}

async function askName(_args: Arguments, ctx: ServerContext) {
  const answer = ctx.mcpReq.inputResponses?.['name']
  if (answer === undefined) return inputRequired({ inputRequests: { name: nameQuestion() } })
  const name = acceptedContent<{ name: string }>(ctx.mcpReq.inputResponses, 'name')?.name
  return name === undefined ? { ...text('No name was given.'), isError: true } : text(`Hello, ${name}.`)
}

function nameQuestion() {
  return inputRequired.elicit({
    message: 'What is your name?',
    requestedSchema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
  })
}

function addition(sum: number): CallToolResult {
  return { ...text(JSON.stringify({ sum })), structuredContent: { sum } }
}

function headersSeen(ctx: ServerContext): CallToolResult {
  return text(JSON.stringify(Object.fromEntries(ctx.http?.req?.headers ?? [])))
}
