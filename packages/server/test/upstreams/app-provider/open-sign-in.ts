import type { App, OAuth2 } from '@jackfield/catalog/run'
import type { Provider } from 'oidc-provider'
import { listenOnLoopback } from '../listen-on-loopback.ts'
import { createAuthorizationServer } from './authorization-server.ts'
import { authorize, resume } from './authorize-endpoint.ts'
import type { Behaving } from './behaviour.ts'
import { answerConsent } from './consent-endpoint.ts'
import { GrantNotes } from './grant-notes.ts'
import { innerServer } from './inner-server.ts'
import { Records } from './records.ts'
import { RegisteredClient } from './registered-client.ts'
import { answerRevocation } from './revocation-endpoint.ts'
import { issuerOf, offeredScopes, type Place, signInPlaces } from './sign-in-places.ts'
import { answerToken } from './token-endpoint.ts'
import type { Wording } from './wordings/wording.ts'

export interface AppProviderOptions {
  /** Instead of what the manifest says happens to a refresh token. */
  refresh?: OAuth2['refresh']
  /** Instead of how long its access tokens really live, in seconds; null: until they are taken back. */
  expiresIn?: number | null
}

export interface SignInOptions {
  app: App
  oauth: OAuth2
  wording: Wording
  behaving: Behaving
  hosts: Record<string, string>
  options: AppProviderOptions
}

/** The OAuth side of a provider. */
export interface SignIn {
  client: { clientId: string; clientSecret: string }
  provider: Provider
  records: Records
  notes: GrantNotes
  counts: { refreshes: number; tokenRequests: number; revocations: number }
  registerRedirect(uri: string): void
  /** @returns undefined when the request is for none of its endpoints */
  answer(host: string, request: Request): Promise<Response | undefined>
  close(): Promise<void>
}

/** Opens the authorization server, and its endpoints in the provider's own dialect in front of it. */
export async function openSignIn(given: SignInOptions): Promise<SignIn> {
  const { app, oauth, wording, behaving, hosts, options } = given
  const scopes = offeredScopes(app, oauth)
  const refresh = options.refresh ?? oauth.refresh
  const lifetime = options.expiresIn === undefined ? wording.expiresIn : options.expiresIn
  const client = new RegisteredClient(app.slug, scopes)
  const records = new Records(() => client.payload(), refresh === 'soft')
  const notes = new GrantNotes()
  const counts = { refreshes: 0, tokenRequests: 0, revocations: 0 }
  const places = signInPlaces(app, oauth, client.clientId)
  const provider = createAuthorizationServer({
    issuer: issuerOf(oauth, hosts),
    records,
    notes,
    scopes,
    pkceRequired: oauth.pkce && wording.pkce === 'known',
    refresh,
    isOffline: wording.isOffline,
    lifetime,
    authorizePath: places.authorize.path,
  })
  const listening = await listenInside(provider, notes, app.name)
  const inner = innerServer(listening.origin)
  const authorizing = { inner, client, wording, behaving, scopes }
  const token = {
    inner,
    provider,
    notes,
    wording,
    behaving,
    refresh,
    lifetime,
    counts,
    clientAuth: clientAuthOf(oauth, wording),
  }
  return {
    client: { clientId: client.clientId, clientSecret: client.clientSecret },
    provider,
    records,
    notes,
    counts,
    registerRedirect: (uri) => void client.redirects.add(uri),
    answer: async (host, request) => {
      const at = { host, path: new URL(request.url).pathname }
      if (isSame(at, places.authorize)) return authorize(authorizing, request)
      if (isOnTheWay(at, places.authorize)) return resume(authorizing, request)
      if (isSame(at, places.token)) return answerToken(token, request)
      if (request.method === places.revocation?.method && isSame(at, places.revocation))
        return answerRevocation({ wording, client, records, behaving, counts }, request)
      return undefined
    },
    close: () => listening.close(),
  }
}

function listenInside(provider: Provider, notes: GrantNotes, appName: string) {
  const answer = provider.callback()
  return listenOnLoopback(async (request, response) => {
    if (request.url?.startsWith('/consent/'))
      await answerConsent({ provider, notes, appName }, request, response)
    else await answer(request, response)
  })
}

/** The manifest's style, unless the provider does not know it: then what the manifest does is refused. */
function clientAuthOf({ clientAuth }: OAuth2, wording: Wording): 'basic' | 'body' {
  return wording.clientAuth.includes(clientAuth) ? clientAuth : clientAuth === 'basic' ? 'body' : 'basic'
}

function isSame(at: Place, place: Place): boolean {
  return at.host === place.host && at.path === place.path
}

/** The consent page, and the way back from it. */
function isOnTheWay(at: Place, authorizing: Place): boolean {
  const isBack =
    at.path.startsWith(`${authorizing.path}/`) &&
    /^[\w-]{43}$/.test(at.path.slice(authorizing.path.length + 1))
  return at.host === authorizing.host && (at.path.startsWith('/consent/') || isBack)
}
