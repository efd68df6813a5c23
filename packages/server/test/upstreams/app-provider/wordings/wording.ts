import type { Json, Tool } from '@jackfield/catalog/run'
import type { Person } from '../person.ts'

/** One answer as a provider words it. Text is sent as text/plain unless `headers` say otherwise. */
export interface Said {
  status: number
  body: unknown
  headers?: Record<string, string>
}

/** What the authorization server gave out, before the provider words it. */
export interface Issued {
  accessToken: string
  refreshToken: string | undefined
  /** In seconds; null: it lives until it is taken back. */
  expiresIn: number | null
  granted: string[]
  person: Person
  /** Whether it is the answer to a refresh. */
  refreshed: boolean
  /** The authorization request as it came. */
  asked: URLSearchParams
  /** The token request as it came. */
  request: Record<string, string>
  /** Where the token endpoint is. */
  path: string
  /** One more access token of the same grant, with other scopes. */
  mint: (scopes: string[]) => Promise<string>
}

/** Why the token endpoint refuses, in the words of RFC 6749 section 5.2. */
export interface Refused {
  grant: 'authorization_code' | 'refresh_token'
  error: string
  description: string
}

/** Where a list stands that has exactly two pages. */
export interface Page {
  last: boolean
  /** The request's address. */
  url: URL
  tool: Tool
  /** The parameter that carries the place, as the provider calls it. */
  parameter: string
}

/** How a token is taken back. */
export interface Revocation {
  /** Who may: the client, by either style or by one, whoever bears the token, or anybody who knows it. */
  proof: 'client' | 'client_basic' | 'client_body' | 'bearer' | 'none'
  body: 'form' | 'json' | 'none'
  /** The parameter with the token; with `bearer` it is the token that the request carries. */
  parameter: string
  /** Only this kind of token is taken. */
  only?: 'refresh'
  said: Said
  /** What is said of a token that is not known; `said` if absent (RFC 7009 section 2.2). */
  unknown?: Said
}

/** How one provider really words what OAuth 2.0 and its API say: by its documentation, not by our manifest of it. */
export interface Wording {
  /** Between scopes in the authorization request; null: it has no scopes there and ignores them. */
  scopeSeparator: ' ' | ',' | null
  /** `refused`: it does not know PKCE, or PKCE would change what the client is. */
  pkce: 'known' | 'refused'
  /** What the token endpoint reads. */
  reads: ('form' | 'json')[]
  clientAuth: ('basic' | 'body')[]
  /** Whether the authorization response carries `iss` (RFC 9207). */
  sendsIssuer: boolean
  /** Seconds that an access token lives; null: until it is taken back. */
  expiresIn: number | null
  /** Whether an authorization request gets a refresh token. */
  isOffline: (asked: URLSearchParams) => boolean
  /** Whether a refresh that does not rotate says the refresh token again. */
  repeatsRefreshToken: boolean
  /** Answers as a form unless JSON was asked for. */
  formByDefault: boolean
  token: (issued: Issued) => Json | Promise<Json>
  tokenError: (refused: Refused) => Said
  revocation: Revocation
  /** How an access token travels, as `Authorization: <scheme> <token>`. */
  schemes: string[]
  /** The paths that an access token opens, where it is not all of them: the rest needs the key. */
  tokenOpens?: RegExp
  /** Whether a request carries the key that a person pasted; absent: as the manifest says. */
  hasKey?: (secret: string, headers: Headers) => boolean
  /** Headers that a request must have, with what is said when one is missing. */
  requires: Record<string, Said>
  unauthorized: (why: 'expired' | 'invalid') => Said
  forbidden: (scope: string) => Said
  rateLimited: Said
  notFound: Said
  whoami: (person: Person) => Json
  /** The question behind the token, by the end of its path. */
  lookUp?: { path: string; scheme: string; answer: (person: Person, granted: string[]) => unknown }
  /** What the one answer of a tool stands in. */
  envelope?: (answer: unknown, tool: Tool) => unknown
  /** Lists come without anything around them; the last page of such a list has so many entries. */
  bareLists?: { onLastPage: 0 | 1 | 2 }
  page?: (page: Page) => { headers?: Record<string, string>; body?: Json }
}

/** RFC 6749 sections 5.1 and 5.2, and an API that says as little as it can. */
export const standard: Wording = {
  scopeSeparator: ' ',
  pkce: 'known',
  reads: ['form'],
  clientAuth: ['basic', 'body'],
  sendsIssuer: false,
  expiresIn: 3600,
  isOffline: () => true,
  repeatsRefreshToken: false,
  formByDefault: false,
  token: standardToken,
  tokenError: ({ error, description }) => ({
    status: error === 'invalid_client' ? 401 : 400,
    body: { error, error_description: description },
  }),
  revocation: { proof: 'client', body: 'form', parameter: 'token', said: { status: 200, body: {} } },
  schemes: ['Bearer'],
  requires: {},
  unauthorized: () => ({ status: 401, body: { message: 'Unauthorized' } }),
  forbidden: (scope) => ({ status: 403, body: { message: `Missing scope ${scope}` } }),
  rateLimited: { status: 429, body: { message: 'Too many requests' }, headers: { 'retry-after': '7' } },
  notFound: { status: 404, body: { message: 'Not found' } },
  whoami: ({ handle, number, name, email }) => ({ id: number, username: handle, login: handle, name, email }),
}

export function standardToken({ accessToken, refreshToken, expiresIn, granted }: Issued): Json {
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    ...(expiresIn === null ? {} : { expires_in: expiresIn }),
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    ...(granted.length === 0 ? {} : { scope: granted.join(' ') }),
  }
}

/** Whether a scope was asked for, whatever stands between them. */
export function asksFor(asked: URLSearchParams, scope: string): boolean {
  return (asked.get('scope') ?? '').split(/[ ,]/).includes(scope)
}

/** Whether HTTP Basic carries a secret as the password. */
export function hasBasicPassword(headers: Headers, secret: string): boolean {
  const [scheme, text = ''] = (headers.get('authorization') ?? '').split(' ')
  return scheme === 'Basic' && Buffer.from(text, 'base64').toString().endsWith(`:${secret}`)
}

/** The place of the second page, where the provider makes it up. */
export const secondPage = 'place-of-page-2'

/** The address of the second page. */
export function addressOfPage(url: URL, parameter: string, place: string): string {
  const next = new URL(url)
  next.searchParams.set(parameter, place)
  return next.href
}
