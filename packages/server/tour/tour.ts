import type { Closers } from '../src/closers.ts'
import { listWithBoth } from './agent-clients.ts'
import { breakServer, disconnectServer } from './break-and-disconnect.ts'
import { connectServers } from './connect-servers.ts'
import { openLocalHub } from './local-hub.ts'
import { makeAgent } from './make-agent.ts'
import type { Narrator } from './narrator.ts'
import { readAudit } from './read-audit.ts'
import { startServers } from './servers.ts'
import type { Servers } from './servers.ts'
import { useAgent } from './use-agent.ts'
import { useApp } from './use-app.ts'
import { useLeads } from './use-leads.ts'

/** What happened on a tour, for a test to look into. */
export type Tour = Awaited<ReturnType<typeof runTour>>

/**
 * The main job, end to end and on real parts: connect once, turn on per agent, one MCP endpoint.
 * @param say hears every step and what really came back
 * @param closers gets everything that was started; the caller closes it, also after a failure
 */
export async function runTour(say: Narrator, closers: Closers) {
  const servers = await startServers(say, closers)
  const hub = await openLocalHub(closers, { JACKFIELD_APP_HOSTS: appHosts(servers) })
  say.step('Start the hub, with a new account and an API key')
  say.line(`${hub.url}, data in a temporary directory`)
  const connectors = await connectServers(say, hub.client, servers)
  const agent = await makeAgent(
    say,
    hub.client,
    Object.values(connectors).map(({ id }) => id),
  )
  const listed = await listWithBoth(say, closers, agent)
  const used = await useAgent(say, listed.clients)
  const leads = await useLeads(say, hub.client, agent, listed.clients)
  const app = await useApp(say, hub, agent, listed.clients, servers)
  const broken = await breakServer(say, hub.client, agent, listed.clients, {
    server: servers.overSse,
    connector: connectors.overSse,
  })
  const disconnected = await disconnectServer(say, hub.client, agent, listed.clients, connectors)
  const audit = await readAudit(say, hub.client, agent)
  return { servers, connectors, agent, listed, used, leads, app, broken, disconnected, audit }
}

/** Where the hub finds the app: on this machine, and not at its provider. */
function appHosts({ calendly }: Servers): string {
  return Object.entries(calendly.hosts)
    .map(([name, origin]) => `calendly.${name}=${origin}`)
    .join(', ')
}
