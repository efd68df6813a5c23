import { apps } from '../../catalog/src/index.ts'
import { startSession } from '../../server/src/people/start-session.ts'
import { addPerson, personPassword } from '../../server/test/people/add-person.ts'
import { startHub, type TestHub } from '../../server/test/start-hub.ts'
import {
  startAppProvider,
  type AppProvider,
} from '../../server/test/upstreams/app-provider/start-app-provider.ts'
import { openTerminal, type Terminal } from './run-jackfield.ts'

/** A hub, and one person who has a terminal and a browser. */
export interface AppPlace {
  hub: TestHub
  terminal: Terminal
  /** Puts an app at a provider on loopback. */
  open(slug: string): Promise<AppProvider>
  /** What the person does in the browser with the address that the terminal prints. */
  consent(provider: AppProvider, address: string, scopes?: string[]): Promise<Response>
  close(): Promise<void>
}

export async function openAppPlace(): Promise<AppPlace> {
  const hub = await startHub()
  const providers: AppProvider[] = []
  const person = await addPerson(hub.services, hub.accountId, 'admin')
  const { secret } = await startSession(hub.services, person, { kind: 'cookie', userAgent: 'browser' })
  const terminal = openTerminal()
  const login = ['login', '--url', hub.url, '--email', person.email, '--password-stdin']
  const { code, stderr } = await terminal.run(login, personPassword)
  if (code !== 0) throw new Error(`The login failed: ${stderr}`)
  return {
    hub,
    terminal,
    async open(slug) {
      const app = apps.find((one) => one.slug === slug)
      if (!app) throw new Error(`There is no app ${slug}.`)
      const provider = await startAppProvider({ app })
      providers.push(provider)
      hub.services.config.appHosts[slug] = provider.hosts
      return provider
    },
    async consent(provider, address, scopes) {
      const back = await provider.consent(address, { decision: 'allow', ...(scopes ? { scopes } : {}) })
      return fetch(back, { headers: { cookie: `jackfield=${secret}` }, redirect: 'manual' })
    },
    async close() {
      await hub.close()
      await Promise.all(providers.map((provider) => provider.close()))
    },
  }
}
