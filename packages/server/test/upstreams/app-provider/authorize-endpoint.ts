import type { Behaving } from './behaviour.ts'
import { errorPage } from './consent-page.ts'
import type { InnerServer } from './inner-server.ts'
import { innerScope, type RegisteredClient, unknownScope } from './registered-client.ts'
import type { Wording } from './wordings/wording.ts'

export interface AuthorizeEndpoint {
  inner: InnerServer
  client: RegisteredClient
  wording: Wording
  behaving: Behaving
  /** All that can be asked for. */
  scopes: string[]
}

const understood = [
  'client_id',
  'redirect_uri',
  'response_type',
  'state',
  'code_challenge',
  'code_challenge_method',
]

/** A new authorization request, turned from the provider's dialect into RFC 6749. */
export async function authorize(endpoint: AuthorizeEndpoint, request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams
  if (endpoint.wording.pkce === 'refused' && asked.has('code_challenge'))
    return html(
      400,
      errorPage('invalid_request', 'This provider does not take code_challenge from this app.'),
    )
  const query = new URLSearchParams({
    prompt: 'consent',
    scope: scopeOf(endpoint, asked),
    asked: asked.toString(),
  })
  for (const name of understood) for (const value of asked.getAll(name)) query.append(name, value)
  const path = `${new URL(request.url).pathname}?${query.toString()}`
  // Without cookies: somebody else may sign in each time.
  return passBack(endpoint, await endpoint.inner.send(request, { path, headers: { cookie: '' } }))
}

/** What follows on the consent page, up to the redirect back. */
export async function resume(endpoint: AuthorizeEndpoint, request: Request): Promise<Response> {
  return passBack(endpoint, await endpoint.inner.send(request))
}

function scopeOf({ wording, behaving, scopes }: AuthorizeEndpoint, asked: URLSearchParams): string {
  if (wording.scopeSeparator === null) return innerScope
  const wanted = (asked.get('scope') ?? '').split(wording.scopeSeparator).filter(Boolean)
  const isOffered = (scope: string) => scopes.includes(scope) && !behaving.now.refusedScopes.includes(scope)
  return wanted.every(isOffered) ? [innerScope, ...wanted].join(' ') : unknownScope
}

/** RFC 9207's `iss` stays only where the provider sends one. */
function passBack({ client, wording, behaving }: AuthorizeEndpoint, answer: Response): Response {
  const headers = new Headers(answer.headers)
  const location = headers.get('location')
  const back = location === null ? undefined : [...client.redirects].find((uri) => isBelow(location, uri))
  if (location !== null && back !== undefined) {
    const url = new URL(location)
    // The scope that stands for all that are not offered.
    url.searchParams.delete('scope')
    if (behaving.now.issuer === 'wrong') url.searchParams.set('iss', 'https://somebody-else.invalid')
    else if (!wording.sendsIssuer) url.searchParams.delete('iss')
    headers.set('location', url.href)
  }
  headers.delete('content-length')
  headers.delete('transfer-encoding')
  return new Response(answer.body, { status: answer.status, headers })
}

function isBelow(location: string, redirect: string): boolean {
  // On the way there it says only the path.
  if (!URL.canParse(location)) return false
  const [url, uri] = [new URL(location), new URL(redirect)]
  return url.origin === uri.origin && url.pathname === uri.pathname
}

function html(status: number, page: string): Response {
  return new Response(page, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
}
