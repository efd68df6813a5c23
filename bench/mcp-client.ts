import { Pool } from 'undici'
import type { KeyedAgent } from './account.ts'
import { mcpRequest, openingRequest, resultOf } from './mcp-messages.ts'
import type { Era, McpRequest } from './mcp-messages.ts'

/** A client of one agent's endpoint, for what is too rare to need the load client. */
export interface McpClient {
  /** What a client says first: the handshake, or a look at what the server can do. */
  open(): Promise<Record<string, unknown>>
  /** The names of the tools. */
  listTools(): Promise<string[]>
  /** Ends its connections. */
  close(): Promise<void>
}

/** A client with connections of its own. @throws Error when an answer holds no result. */
export function mcpClient(era: Era, agent: KeyedAgent): McpClient {
  const { origin, pathname: path } = new URL(agent.url)
  const pool = new Pool(origin, { connections: 16 })
  let lastId = 0
  const post = async (request: McpRequest) => {
    const headers = { ...request.headers, authorization: `Bearer ${agent.key}` }
    const answer = await pool.request({ path, method: 'POST', headers, body: request.body })
    return { answer, text: await answer.body.text() }
  }
  const ask = async (request: McpRequest) => {
    const { answer, text } = await post(request)
    return resultOf(answer.statusCode, String(answer.headers['content-type']), text)
  }
  return {
    async open() {
      const result = await ask(openingRequest(era, ++lastId))
      if (era === 'legacy') await post(mcpRequest(era, undefined, 'notifications/initialized'))
      return result
    },
    async listTools() {
      const { tools } = await ask(mcpRequest(era, ++lastId, 'tools/list'))
      return (tools as { name: string }[]).map(({ name }) => name)
    },
    close: () => pool.close(),
  }
}
