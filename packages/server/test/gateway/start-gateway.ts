import type { Client } from '@modelcontextprotocol/client'
import type { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js'
import type { Config } from '../../src/config.ts'
import { startHub } from '../start-hub.ts'
import type { Answer, Api, TestHub } from '../start-hub.ts'
import { connectSdk1, connectSdk2 } from '../upstreams/sdk-clients.ts'

/** What a test needs to know of a connector that it added. */
export interface AddedConnector {
  id: string
  slug: string
  status: string
  status_reason: string | null
  probe: { ok: boolean; failure: string | null; message: string } | null
  tool_count: number
  held_count: number
  version: number
  url: string
}

/** An agent with a key and its endpoint. */
export interface TestAgent {
  id: string
  endpoint: string
  secret: string
  /** Connected clients of both SDKs; closed with the gateway. */
  sdk1(): Promise<Client1>
  sdk2(options?: Parameters<typeof connectSdk2>[1]): Promise<Client>
  /** One JSON-RPC request as curl would send it. */
  post(message: unknown, headers?: Record<string, string>): Promise<Response>
  toggle(toggles: Record<string, 'on' | 'off' | 'inherit'>): Promise<Answer>
}

export interface Gateway {
  hub: TestHub
  owner: Api
  /** Adds a custom connector, acknowledged. @throws Error with the answer when it is refused */
  add(name: string, url: string, more?: Record<string, unknown>): Promise<AddedConnector>
  /** Creates an agent with these connectors on. */
  agent(name: string, on?: string[]): Promise<TestAgent>
  close(): Promise<void>
}

/** A hub that may call loopback, and the few steps that every gateway test begins with. */
export async function startGateway(config: Partial<Config> = {}): Promise<Gateway> {
  const hub = await startHub({
    config: { allowedHosts: '127.0.0.1', openTimeoutMs: 4000, callTimeoutMs: 3000, ...config },
  })
  const open: { close(): Promise<void> }[] = []
  const keep = <T extends { close(): Promise<void> }>(client: T): T => (open.push(client), client)
  return {
    hub,
    owner: hub.owner,
    add: async (name, url, more = {}) =>
      bodyOf<AddedConnector>(
        await hub.owner.post('/connectors/custom', { name, url, acknowledged: true, ...more }),
        201,
      ),
    agent: async (name, on = []) => {
      const { id } = bodyOf<{ id: string }>(await hub.owner.post('/agents', { name }), 201)
      const key = bodyOf<{ secret: string; endpoint: string }>(
        await hub.owner.post(`/agents/${id}/keys`, { name: 'test' }),
        201,
      )
      const headers = { authorization: `Bearer ${key.secret}` }
      const agent: TestAgent = {
        id,
        endpoint: key.endpoint,
        secret: key.secret,
        sdk1: async () => keep(await connectSdk1({ url: key.endpoint, headers })),
        sdk2: async (options) => keep(await connectSdk2({ url: key.endpoint, headers }, options)),
        post: (message, more = {}) => postMessage(key.endpoint, message, { ...headers, ...more }),
        toggle: async (toggles) => {
          const { version } = bodyOf<{ version: number }>(await hub.owner.get(`/agents/${id}`))
          return hub.owner.put(`/agents/${id}/toggles`, { version, toggles })
        },
      }
      if (on.length > 0)
        bodyOf(await agent.toggle(Object.fromEntries(on.map((connector) => [connector, 'on']))))
      return agent
    },
    close: async () => {
      await Promise.all(open.map((client) => client.close().catch(() => {})))
      await hub.close()
    },
  }
}

/** The body of an answer that must have this status. */
export function bodyOf<Body>(answer: Answer, status = 200): Body {
  if (answer.status !== status)
    throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body as Body
}

export function postMessage(
  url: string,
  message: unknown,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    ...(signal ? { signal } : {}),
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...headers,
    },
    body: typeof message === 'string' ? message : JSON.stringify(message),
  })
}

/** The text of a tool result. */
export function textOf(result: unknown): string {
  const { content } = result as { content: { type: string; text?: string }[] }
  return content.map((block) => block.text ?? `[${block.type}]`).join('\n')
}
