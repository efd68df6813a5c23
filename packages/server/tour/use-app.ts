import type { Client, Connector } from '@jackfield/sdk'
import { type AgentClients, call, type CallSeen } from './agent-clients.ts'
import { openBrowser } from './browser.ts'
import type { LocalHub } from './local-hub.ts'
import type { KeyedAgent } from './make-agent.ts'
import { few, type Narrator } from './narrator.ts'
import type { Servers } from './servers.ts'

/** What became of an app's connection, one step after the other. */
export interface AppSeen {
  /** As the hub answers after signing in, after the grant was taken back, and after signing in again. */
  states: Connector[]
  /** Each with how often the access had been renewed by then. */
  calls: (CallSeen & { renewals: number })[]
}

const slug = 'calendly'

/** Connects an app by OAuth, calls it, lets its access end, takes the grant back, and signs in again. */
export async function useApp(
  say: Narrator,
  hub: LocalHub,
  agent: KeyedAgent,
  { sdk1 }: AgentClients,
  { calendly }: Servers,
): Promise<AppSeen> {
  const { client } = hub
  const calls: AppSeen['calls'] = []
  const ask = async () => {
    const seen = await call(say, sdk1, 'calendly_get_current_user', {})
    calls.push({ ...seen, renewals: calendly.refreshes })
  }
  await registerOAuthApp(say, client, calendly)
  say.step(`Sign in, as a person in a browser: POST /api/v1/connectors/${slug}/sign-in`)
  const browser = await openBrowser(hub)
  const signIn = async () => {
    const { consentPage, landed } = await browser.signIn(slug, calendly)
    const scopes = consentPage.searchParams.get('scope')?.split(' ') ?? []
    say.line(`consent at ${consentPage.origin}${consentPage.pathname}: ${few(scopes)}`)
    say.line(`back at the hub: ${landed}`)
    return tellState(say, client)
  }
  const states = [await signIn()]
  const { version } = await client.agents.get(agent.id)
  await client.agents.setToggles(agent.id, { version, toggles: { [slug]: 'on' } })
  await ask()
  say.step('Let its access end: the next call renews it')
  calendly.expireAccessTokens()
  await ask()
  say.line(`renewed ${calendly.refreshes} time, and stored before it was used`)
  say.step('Take the grant back at the app: the connection asks for a person, and says why')
  calendly.revokeGrant()
  await ask()
  states.push(await tellState(say, client))
  say.step('Sign in again: the same connection, still on for the agent')
  states.push(await signIn())
  await ask()
  return { states, calls }
}

async function registerOAuthApp(say: Narrator, client: Client, calendly: Servers['calendly']): Promise<void> {
  say.step(`Connect an app by OAuth. First, the OAuth app: PUT /api/v1/connectors/${slug}/oauth-app`)
  const { ways } = await client.connectors.signInOptions(slug)
  const redirect = ways.flatMap((way) => (way.kind === 'oauth2' ? [way.redirect_uri] : []))[0] ?? ''
  say.line(`to be registered there, exactly: ${redirect}`)
  calendly.registerRedirect(redirect)
  const { clientId: client_id, clientSecret: client_secret } = calendly.client
  await client.connectors.setOAuthApp(slug, { client_id, client_secret })
}

async function tellState(say: Narrator, client: Client): Promise<Connector> {
  const connector = await client.connectors.get(slug)
  const { name, status, status_reason, app } = connector
  const more = status_reason ?? `as ${app?.label}, renewed by itself: ${app?.renewable ? 'yes' : 'no'}`
  say.line(`${name}: ${status}, ${more}`)
  return connector
}
