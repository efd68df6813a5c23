import { apps } from '@jackfield/catalog'
import type { Client, Connector } from '@jackfield/sdk'
import type { Browser } from '../tour/browser.ts'
import { customServers } from './custom-servers.ts'
import type { CustomServerName } from './custom-servers.ts'
import type { StandIns } from './stand-ins.ts'

/** Connects apps as a person does: each at its consent page. @throws Error when one is not connected afterwards */
export async function signInTo(browser: Browser, standIns: StandIns, slugs: string[]): Promise<void> {
  for (const slug of slugs) {
    const provider = standIns.providers.get(slug)
    if (!provider) throw new Error(`Nothing stands for the app ${slug}.`)
    const { landed } = await browser.signIn(slug, provider, { settings: settingsOf(slug) })
    const { status, status_reason } = await browser.client.connectors.get(slug)
    if (status !== 'connected') throw new Error(`${slug} is ${status}: ${status_reason ?? landed}`)
  }
}

/** What some apps ask for before they send people to their consent page: a region, the name of a site. */
function settingsOf(slug: string): Record<string, string> {
  const settings = apps.find((app) => app.slug === slug)?.settings ?? []
  return Object.fromEntries(
    settings.map(({ name, options }) => [name, options ? (Object.keys(options)[0] ?? '') : 'acme']),
  )
}

/** Adds one of the company's own MCP servers by its URL. */
export function addServer(
  client: Client,
  { servers }: Pick<StandIns, 'servers'>,
  name: CustomServerName,
): Promise<Connector> {
  const { name: title, description } = customServers[name]
  return client.connectors.addCustom({
    name: title,
    description,
    url: servers[name].url,
    trust_hints: true,
    acknowledged: true,
  })
}
