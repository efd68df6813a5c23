import { type EverythingServer, startEverythingServer } from '../test/upstreams/everything-server.ts'
import { type ModernServer, startModernServer } from '../test/upstreams/modern-server.ts'
import { apps } from '@jackfield/catalog'
import { type AppProvider, startAppProvider } from '../test/upstreams/app-provider/start-app-provider.ts'
import type { Closers } from '../src/closers.ts'
import type { Narrator } from './narrator.ts'

/** The servers of the tour. */
export interface Servers {
  overHttp: EverythingServer
  overSse: EverythingServer
  notes: ModernServer
  /** An app with OAuth, and its API. */
  calendly: AppProvider
}

/**
 * Starts the official reference server twice, as processes of their own, a server on SDK 2.x, and what stands for an
 * app: a real OAuth server that speaks as the app does.
 */
export async function startServers(say: Narrator, closers: Closers): Promise<Servers> {
  say.step('Start three MCP servers on this machine, and one that stands for an app')
  const [overHttp, overSse, notes, calendly] = await Promise.all([
    startEverythingServer('streamableHttp'),
    startEverythingServer('sse'),
    startModernServer({ name: 'notes' }),
    startCalendly(),
  ])
  for (const server of [overHttp, overSse, notes, calendly]) closers.add(() => server.close())
  say.line(`server-everything, Streamable HTTP, process ${overHttp.pid}: ${overHttp.url}`)
  say.line(`server-everything, HTTP+SSE, process ${overSse.pid}: ${overSse.url}`)
  say.line(`notes, SDK 2.x with revision 2026-07-28: ${notes.url}`)
  say.line(`Calendly, sign-in and API: ${Object.values(calendly.hosts).join(' and ')}`)
  return { overHttp, overSse, notes, calendly }
}

async function startCalendly(): Promise<AppProvider> {
  const app = apps.find(({ slug }) => slug === 'calendly')
  if (!app) throw new Error('The catalog has no Calendly.')
  return startAppProvider({ app })
}
