import type { Client } from '@modelcontextprotocol/client'
import type { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js'
import { connectSdk1, connectSdk2 } from '../test/upstreams/sdk-clients.ts'
import type { Closers } from '../src/closers.ts'
import type { KeyedAgent } from './make-agent.ts'
import { few, type Narrator, short } from './narrator.ts'

/** The two official clients, connected to the agent's endpoint. */
export interface AgentClients {
  sdk1: Client1
  sdk2: Client
}

/** What one call came back with. */
export interface CallSeen {
  tool: string
  text: string
  isError: boolean
}

type AnyClient = Pick<Client1, 'callTool'> | Pick<Client, 'callTool'>

/** Connects both SDKs with the agent's key and lists the tools that each sees. */
export async function listWithBoth(say: Narrator, closers: Closers, agent: KeyedAgent) {
  const address = { url: agent.endpoint, headers: { authorization: `Bearer ${agent.key}` } }
  say.step('List its tools with an SDK 1.x client, which opens with "initialize"')
  const sdk1 = await connectSdk1(address)
  closers.add(() => sdk1.close())
  const old = await namesFrom(sdk1)
  say.line(`${old.length} tools: ${few(old)}`)
  say.step('List its tools with an SDK 2.x client, which speaks 2026-07-28 without a session')
  const sdk2 = await connectSdk2(address)
  closers.add(() => sdk2.close())
  const modern = await namesFrom(sdk2)
  say.line(`${sdk2.getNegotiatedProtocolVersion()}, ${modern.length} tools: ${few(modern.toReversed())}`)
  return { clients: { sdk1, sdk2 }, sdk1Names: old, sdk2Names: modern }
}

/** The names of the tools that a client sees now. */
export async function namesFrom(client: {
  listTools(): Promise<{ tools: { name: string }[] }>
}): Promise<string[]> {
  return (await client.listTools()).tools.map((tool) => tool.name)
}

/** Calls a tool and says what came back, whether a result, a tool error or a protocol error. */
export async function call(
  say: Narrator,
  client: AnyClient,
  tool: string,
  args: Record<string, unknown>,
): Promise<CallSeen> {
  const seen = await client.callTool({ name: tool, arguments: args }).then(
    (result) => ({ tool, text: textOf(result), isError: result['isError'] === true }),
    (error: Error) => ({ tool, text: error.message, isError: true }),
  )
  say.line(`${tool} ${JSON.stringify(args)} -> ${seen.isError ? 'error: ' : ''}${short(seen.text)}`)
  return seen
}

function textOf(result: Record<string, unknown>): string {
  const content = Array.isArray(result['content']) ? result['content'] : []
  return content.map((block: { text?: string; type?: string }) => block.text ?? `[${block.type}]`).join(' ')
}
