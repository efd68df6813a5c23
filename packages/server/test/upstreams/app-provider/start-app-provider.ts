import type { App } from '@jackfield/catalog/run'
import { apiEndpoint, type SeenRequest } from './api-endpoint.ts'
import { type Behaviour, Behaving } from './behaviour.ts'
import { type Decision, driveConsent } from './drive-consent.ts'
import { keyFor } from './key-for.ts'
import { openFront } from './open-front.ts'
import { type AppProviderOptions, openSignIn } from './open-sign-in.ts'
import { wordingOf } from './wordings/index.ts'

/** A provider on loopback: its consent page, its token endpoint, its API. */
export interface AppProvider {
  /** The loopback address for each name of the app's hosts: what an operator sets in JACKFIELD_APP_HOSTS. */
  hosts: Record<string, string>
  /** The OAuth app that is registered there. */
  client: { clientId: string; clientSecret: string }
  /** The fields of the app's API key that are accepted; empty where it has none. */
  apiKey: Record<string, string>
  /** What reached the API, in order. */
  requests: SeenRequest[]
  /** Refreshes that succeeded. */
  readonly refreshes: number
  /** Token requests of any kind, also those that were refused. */
  readonly tokenRequests: number
  /** Revocations that ended a grant. */
  readonly revocations: number
  /** Grants that nobody has taken back. */
  readonly grants: number
  /** A redirect URI that is allowed from now on; any other, to the letter, ends on an error page that names it. */
  registerRedirect(uri: string): void
  /**
   * Answers the consent page as a person would, by real HTTP.
   * @returns the redirect back to the hub, not followed
   * @throws Error with the text of the page when the provider shows an error instead
   */
  consent(authorizeUrl: string, decision: Decision): Promise<URL>
  /** As if their time had passed. */
  expireAccessTokens(): void
  /** As if the person took every grant back. */
  revokeGrant(): void
  /** Behaves otherwise from now on, in the parts that are given. */
  behave(behaviour: Partial<Behaviour>): void
  close(): Promise<void>
}

/**
 * Starts the provider of an app: OAuth 2 by oidc-provider behind endpoints that speak as this provider does
 * (`wordings/`), and an API that answers every tool of the app. It does not read the manifest's own functions, except
 * for where things are, so that what they misunderstand fails.
 * @throws Error when an address of the app does not start with one of its hosts
 */
export async function startAppProvider({
  app,
  options = {},
}: {
  app: App
  options?: AppProviderOptions
}): Promise<AppProvider> {
  const wording = wordingOf(app.slug)
  const behaving = new Behaving()
  const requests: SeenRequest[] = []
  const front = await openFront(Object.keys(app.hosts))
  const common = { app, wording, behaving, requests, apiKey: keyFor(app) }
  const oauth = app.auth.find((auth) => auth.kind === 'oauth2')
  const signIn = oauth ? await openSignIn({ ...common, oauth, options, hosts: front.hosts }) : undefined
  const answerApi = apiEndpoint({ ...common, signIn }, requests)
  front.answer = async (host, request) => (await signIn?.answer(host, request)) ?? answerApi(host, request)
  return {
    hosts: front.hosts,
    client: signIn?.client ?? { clientId: '', clientSecret: '' },
    apiKey: common.apiKey,
    requests,
    get refreshes() {
      return signIn?.counts.refreshes ?? 0
    },
    get tokenRequests() {
      return signIn?.counts.tokenRequests ?? 0
    },
    get revocations() {
      return signIn?.counts.revocations ?? 0
    },
    get grants() {
      return signIn?.records.grants ?? 0
    },
    registerRedirect: (uri) => signIn?.registerRedirect(uri),
    consent: (url, decision) => driveConsent(url, decision, front.isOwn),
    expireAccessTokens: () => signIn?.records.expireAccessTokens(),
    revokeGrant: () => {
      signIn?.records.revoke()
    },
    behave: (behaviour) => behaving.change(behaviour),
    close: async () => {
      behaving.change({})
      await Promise.all([front.close(), signIn?.close()])
    },
  }
}
