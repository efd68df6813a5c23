import { type EverythingServer, startEverythingServer } from '../test/upstreams/everything-server.ts'
import { type ModernServer, startModernServer } from '../test/upstreams/modern-server.ts'
import type { Closers } from '../src/closers.ts'
import type { Narrator } from './narrator.ts'

/** The MCP servers of the tour. */
export interface Servers {
  overHttp: EverythingServer
  overSse: EverythingServer
  notes: ModernServer
}

/** Starts the official reference server twice, as processes of their own, and a server on SDK 2.x. */
export async function startServers(say: Narrator, closers: Closers): Promise<Servers> {
  say.step('Start three MCP servers on this machine')
  const [overHttp, overSse, notes] = await Promise.all([
    startEverythingServer('streamableHttp'),
    startEverythingServer('sse'),
    startModernServer({ name: 'notes' }),
  ])
  for (const server of [overHttp, overSse, notes]) closers.add(() => server.close())
  say.line(`server-everything, Streamable HTTP, process ${overHttp.pid}: ${overHttp.url}`)
  say.line(`server-everything, HTTP+SSE, process ${overSse.pid}: ${overSse.url}`)
  say.line(`notes, SDK 2.x with revision 2026-07-28: ${notes.url}`)
  return { overHttp, overSse, notes }
}
