import { apps } from '@jackfield/catalog'
import type { Closers } from '../src/closers.ts'
import type { OAuthApp } from '../src/config.ts'
import { startAppProvider } from '../test/upstreams/app-provider/start-app-provider.ts'
import type { AppProvider } from '../test/upstreams/app-provider/start-app-provider.ts'
import { startModernServer } from '../test/upstreams/modern-server.ts'
import type { ModernServer } from '../test/upstreams/modern-server.ts'
import { startWebhookReceiver } from './webhook-receiver.ts'
import type { WebhookReceiver } from './webhook-receiver.ts'
import { customServers } from './custom-servers.ts'
import type { CustomServerName } from './custom-servers.ts'

/** Everything outside the hub, on this machine. */
export interface StandIns {
  /** One for each app of the catalog, by slug. */
  providers: ReadonlyMap<string, AppProvider>
  servers: Record<CustomServerName, ModernServer>
  webhooks: WebhookReceiver
  /** Where the hub finds the apps, as JACKFIELD_APP_HOSTS says it. */
  appHosts: Record<string, Record<string, string>>
  /** The installation's OAuth apps, as JACKFIELD_OAUTH_APPS says them. */
  oauthApps: Record<string, OAuthApp>
}

/**
 * Starts what stands for the apps, three MCP servers, and who is told by webhooks.
 * @param ports where the MCP servers and `webhooks` were before; a free port for what is not there
 */
export async function startStandIns(closers: Closers, ports: Record<string, number>): Promise<StandIns> {
  const providers = new Map<string, AppProvider>()
  const started = apps.map(async (app) => {
    const provider = await startAppProvider({ app })
    closers.add(() => provider.close())
    providers.set(app.slug, provider)
  })
  const start = async (name: CustomServerName) => {
    const port = ports[name]
    const server = await startModernServer({ name, ...(port !== undefined && { port }) })
    closers.add(() => server.close())
    Object.assign(server.offer, customServers[name].offer())
    return server
  }
  const [orderDesk, handbook, warehouse, webhooks] = await Promise.all([
    start('order-desk'),
    start('company-handbook'),
    start('warehouse'),
    startWebhookReceiver(closers, ports['webhooks']),
    ...started,
  ])
  return {
    providers,
    servers: { 'order-desk': orderDesk, 'company-handbook': handbook, warehouse },
    webhooks,
    appHosts: Object.fromEntries([...providers].map(([slug, { hosts }]) => [slug, hosts])),
    oauthApps: Object.fromEntries(
      [...providers].flatMap(([slug, { client }]) => (client.clientId === '' ? [] : [[slug, client]])),
    ),
  }
}

/** Lets every app come back to the hub at this address: it is known only once the hub listens. */
export function registerRedirects({ providers }: StandIns, url: string): void {
  for (const [slug, provider] of providers)
    provider.registerRedirect(`${url}/oauth/callback/installation/${slug}`)
}
