import type { App } from '@jackfield/catalog/run'
import { apps } from '@jackfield/catalog'
import type { Config } from '../../src/config.ts'
import { startSession } from '../../src/people/start-session.ts'
import type { Person } from '../../src/people/start-session.ts'
import { addPerson } from '../people/add-person.ts'
import type { Api } from '../api.ts'
import { send } from '../api.ts'
import { startGateway } from '../gateway/start-gateway.ts'
import type { Gateway } from '../gateway/start-gateway.ts'
import { startAppProvider } from '../upstreams/app-provider/start-app-provider.ts'
import type { AppProvider } from '../upstreams/app-provider/start-app-provider.ts'

/** A browser in which somebody is logged in: their session is a cookie. */
export interface Browser {
  api: Omit<Api, 'secret'>
  /** Follows the provider's redirect back to the hub, and gives where the hub sends the browser then. */
  comeBack(url: URL | string): Promise<{ status: number; location: URL | undefined; text: string }>
}

/** One app at its provider on loopback, with an OAuth app that is set up. */
export interface ConnectedApp {
  app: App
  provider: AppProvider
  /** The settings that the app asks for, filled in. */
  settings: Record<string, string>
  start(browser?: Browser, more?: Record<string, unknown>): Promise<string>
  /** Signs in as a person does, to the end. */
  signIn(decision?: 'allow' | 'deny'): Promise<URL | undefined>
  connector(): Promise<AppAnswer>
}

export interface AppAnswer {
  id: string
  slug: string
  status: string
  status_reason: string | null
  probe: { ok: boolean; failure: string | null; message: string; at: string } | null
  agent_count: number
  app: {
    label: string | null
    scopes: string[] | null
    sign_in: string | null
    renewable: boolean
    expires_at: string | null
    revocation: { status: string; message: string | null } | null
  }
}

export interface AppHub {
  gateway: Gateway
  browser: Browser
  /** A second person of the same account with that role, in a browser of their own. */
  browserOf(person: Person): Promise<Browser>
  newAdmin(): Promise<Person>
  open(slug: string, options?: { refresh?: 'single_use' | 'soft' | 'kept' | 'none' }): Promise<ConnectedApp>
  close(): Promise<void>
}

/** A hub with an owner in a browser, whose apps live on loopback. */
export async function startAppHub(config: Partial<Config> = {}): Promise<AppHub> {
  const gateway = await startGateway(config)
  const { hub } = gateway
  const open: { close(): Promise<void> }[] = []
  const newAdmin = () => addPerson(hub.services, hub.accountId, 'admin')
  const browserOf = (person: Person) => browserFor(gateway, person)
  const browser = await browserOf(await newAdmin())
  return {
    gateway,
    browser,
    browserOf,
    newAdmin,
    async open(slug, options = {}) {
      const app = apps.find((one) => one.slug === slug)
      if (!app) throw new Error(`no app ${slug}`)
      const provider = await startAppProvider({ app, options })
      open.push(provider)
      hub.services.config.appHosts[slug] = provider.hosts
      return connectedApp({ gateway, browser, app, provider })
    },
    async close() {
      await gateway.close()
      await Promise.all(open.map((one) => one.close()))
    },
  }
}

async function browserFor({ hub }: Gateway, person: Person): Promise<Browser> {
  const { secret } = await startSession(hub.services, person, { kind: 'cookie', userAgent: 'test browser' })
  const cookie = `jackfield=${secret}`
  const ask = (method: string) => (path: string, body?: unknown) =>
    send(`${hub.url}/api/v1${path}`, {
      method,
      headers: { cookie, origin: hub.url, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  return {
    api: { get: ask('GET'), post: ask('POST'), put: ask('PUT'), patch: ask('PATCH'), delete: ask('DELETE') },
    async comeBack(url) {
      const answer = await fetch(url, { headers: { cookie }, redirect: 'manual' })
      const location = answer.headers.get('location')
      return {
        status: answer.status,
        location: location === null ? undefined : new URL(location),
        text: await answer.text(),
      }
    },
  }
}

interface Parts {
  gateway: Gateway
  browser: Browser
  app: App
  provider: AppProvider
}

async function connectedApp({ gateway, browser, app, provider }: Parts): Promise<ConnectedApp> {
  const { slug } = app
  if (app.auth.some((way) => way.kind === 'oauth2')) {
    const { clientId, clientSecret } = provider.client
    const set = await gateway.owner.put(`/connectors/${slug}/oauth-app`, {
      client_id: clientId,
      client_secret: clientSecret,
    })
    const { ways } = set.body as { ways: { kind: string; redirect_uri?: string }[] }
    provider.registerRedirect(ways.find((way) => way.kind === 'oauth2')?.redirect_uri ?? '')
  }
  const settings = Object.fromEntries(
    app.settings.map(({ name, options }) => [name, options ? (Object.keys(options)[0] ?? '') : 'acme']),
  )
  const start = async (who = browser, more: Record<string, unknown> = {}) => {
    const answer = await who.api.post(`/connectors/${slug}/sign-in`, { settings, ...more })
    if (answer.status !== 200) throw new Error(`${slug}: ${JSON.stringify(answer.body)}`)
    return (answer.body as { authorize_url: string }).authorize_url
  }
  return {
    app,
    provider,
    settings,
    start,
    async signIn(decision = 'allow') {
      return (await browser.comeBack(await provider.consent(await start(), { decision }))).location
    },
    connector: async () => (await gateway.owner.get(`/connectors/${slug}`)).body as AppAnswer,
  }
}
