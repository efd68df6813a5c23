import type { JsonSchema } from './fields.ts'

/** The categories of CAT-5, in the order in which cards come. */
export const categories = [
  'CRM',
  'Email',
  'Docs',
  'Calendar',
  'Data',
  'Collaboration',
  'Projects',
  'Support',
] as const
export type Category = (typeof categories)[number]

export type Json = Record<string, unknown>
export type Effect = 'read' | 'write' | 'destructive'

/**
 * An outside app: what is true of it and of nobody else. Without its functions it is plain data, and that is what an
 * account's own catalog entries are.
 */
export interface App {
  slug: string
  name: string
  category: Category | 'Custom'
  /** Where its card stands in the curated order (CAT-4): by tens, so that another fits between. */
  position: number
  /** The brand's own, as `#rrggbb`. */
  color: string
  /** One sentence for its card. */
  about: string
  /** The provider's own documentation. */
  docs: string
  /** A name in the icon sets that ship with us, such as `logos:slack-icon`; null: the default icon. */
  icon: string | null
  /**
   * Named origins that the other addresses start with, as `{name}`. An operator can point each at another place (a
   * server of one's own, a sandbox); nothing else in the manifest holds an address.
   */
  hosts: Record<string, string>
  /** What a person must say before the app can be reached, such as a subdomain. */
  settings: Setting[]
  /** The ways to sign in, the preferred one first. */
  auth: Auth[]
  api: Api
  tools: Tool[]
}

/** One fact about an account at the provider that addresses need, as `{name}`. */
export interface Setting {
  name: string
  label: string
  hint: string
  /** What it may look like, as a regular expression over the whole text: it becomes part of an address. */
  pattern: string
  /** What may be chosen, with what stands in the address for it. */
  options?: Record<string, string>
}

export type Auth = OAuth2 | ApiKey

/** Authorisation code (RFC 6749 section 4.1) as one provider speaks it. */
export interface OAuth2 {
  kind: 'oauth2'
  authorize: string
  token: string
  /** How the client shows who it is at the token endpoint (RFC 6749 section 2.3.1). */
  clientAuth: 'basic' | 'body'
  /** What the token endpoint reads. */
  tokenBody: 'form' | 'json'
  /** RFC 7636, S256. False: the provider does not know it, or it would change what the client is. */
  pkce: boolean
  /** Who signs answers as issuer (RFC 9207); the origin of `authorize` if absent. */
  issuer?: string
  scopes: Scopes
  authorizeParams: Record<string, string>
  tokenParams: Record<string, string>
  /** What happens to a refresh token that was used: another comes and the old one is dead, another comes, none comes. */
  refresh: 'single_use' | 'soft' | 'kept' | 'none'
  /** A renewal says the redirect URI too, which RFC 6749 section 6 does not have. */
  renewalRedirect?: true
  /** How long an access token lives where the answer does not say it, in seconds; null: until it is refused. */
  lifetime: number | null
  /** Where an OAuth app is registered. */
  register: string
  /** Turns what the provider answers, also as an error, into what RFC 6749 sections 5.1 and 5.2 say. */
  readToken?: (answer: Json) => Json
  /** Facts that come with the token and that addresses need, as `{name}`. A host is written with its scheme. */
  values?: (answer: Json) => Record<string, string>
  /** One more question, asked with the new token, whose answer addresses need. */
  lookUp?: {
    request: Route
    headers?: (accessToken: string) => Record<string, string>
    /** @throws CatalogError in words that a person can act on when the facts are not there */
    values: (answer: unknown) => Record<string, string>
  }
  /** Takes the grant back; absent where the provider has no way to. */
  revoke?: (grant: Grant) => Outgoing
  /** Taking a grant back ends those of the provider's other apps too, where person and OAuth app are the same. */
  revokesSiblings?: true
  /** Where a person takes the grant back by hand. */
  revokeByHand?: string
  /** How the token travels; `authorization: Bearer` if absent. */
  headers?: (accessToken: string) => Record<string, string>
  /** Where the API is for this way of signing in, when not at `api.base`. */
  base?: string
}

export interface Scopes {
  /** Asked for unless somebody wants more. */
  default: string[]
  /** Asked for on request. */
  more: string[]
  /** Between scopes when asking; RFC 6749 has the space. */
  separator: ' ' | ','
  /** They are picked where the OAuth app is registered: shown to whoever registers it, never asked for in an address. */
  registered?: true
}

export interface Grant {
  clientId: string
  clientSecret: string
  accessToken: string
  refreshToken: string | undefined
}

/** A key or token that a person pastes. */
export interface ApiKey {
  kind: 'api_key'
  /** What the provider calls it. */
  label: string
  /** Where a person finds it. */
  where: string
  /** What is asked for. Secret unless it says otherwise. */
  fields: { name: string; label: string; secret: boolean }[]
  /** How it travels. */
  headers: (key: Record<string, string>) => Record<string, string>
  /** Facts in the key that addresses need. */
  values?: (key: Record<string, string>) => Record<string, string>
  base?: string
  /** Who is connected, where this way has to ask it otherwise; `api.whoami` if absent. */
  whoami?: WhoAmI
}

/** `GET /path`: method, and the path below the API's base, or an address that starts with a host, `GET {auth}/me`. */
export type Route = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} ${string}`

export interface Api {
  /** Where tools' paths begin. */
  base: string
  /** Sent with every request. */
  headers: Record<string, string>
  /** Who is connected, and whether the credential still works; absent where nobody says how to ask. */
  whoami?: WhoAmI
  paging?: Paging
  /** What the provider says in its own way; undefined: judged by its status. */
  failure?: (answer: ProviderAnswer) => ToolFailure | undefined
  /** How a list stands in a query: `a=1&a=2`, `a=1,2`, `a[]=1&a[]=2`. */
  lists: 'repeat' | 'comma' | 'brackets'
  /** The header that makes a write safe to repeat. */
  idempotencyHeader?: string
}

export interface WhoAmI {
  request: Route
  body?: unknown
  /** The connection's label; undefined when the answer is of nobody, which is a refused credential. */
  label: (answer: Json) => string | undefined
}

/** How to come to the next page. */
export interface Paging {
  /** The input that carries the place; tools without it have no pages. */
  input: string
  /** The place of the next page, as the input takes it; undefined at the end. */
  next: (answer: ProviderAnswer, input: Json) => string | number | Json | undefined
}

export interface Tool {
  /** The app's slug, then what it does. */
  name: string
  effect: Effect
  /** What it does, when to use it, and what comes back, for a model. */
  about: string
  method: string
  /** Below the base, or an address that starts with a host. */
  path: string
  fields: ToolField[]
  /** Each must have been granted; `a|b`: either will do. */
  scopes: string[]
  /** What of the answer is kept, as a partial-response mask: `items(id,name),next`. Absent: all of it. */
  returns?: string
  paging?: Paging
  /** The answer is a file, not JSON; `id` is the input that names it. */
  file?: { id: string }
  /** GraphQL: the document; the body's fields are its variables. */
  document?: string
  /** Makes the input ready for the wire. */
  prepare?: (input: Json) => Json
  /** Reads the answer before it is masked. */
  read?: (answer: unknown) => unknown
}

/** One value of a request: given by the caller, or always the same. */
export interface ToolField {
  /** What the caller says; null for what is always the same. */
  input: string | null
  /** `body`: one member of a JSON object; `json`: the whole body, as JSON; `raw`: the whole body, as the text it is. */
  in: 'path' | 'query' | 'body' | 'header' | 'json' | 'raw'
  /** What the provider calls it. */
  wire: string
  /** Its schema; for what is always the same, the value as `const`. */
  schema: JsonSchema
  required: boolean
  /** When it differs from the API's. */
  lists?: Api['lists'] | undefined
}

/** A request that is ready to go out. */
export interface Outgoing {
  method: string
  url: string
  headers: Record<string, string>
  body?: string
}

/** What came back. */
export interface ProviderAnswer {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  /** Parsed where it was JSON, else its text. */
  body: unknown
}

export type FailureKind = 'not_found' | 'invalid' | 'forbidden' | 'rate_limited' | 'expired' | 'provider_down'

/** Why a call failed, in one vocabulary for all apps. */
export interface ToolFailure {
  kind: FailureKind
  /** The provider's own words. */
  message: string
  /** `invalid`: the field at fault, as the provider calls it. */
  field?: string
  /** `forbidden`: the scope that is missing, where the provider says it. */
  scope?: string
  /** `rate_limited`: when to try again, in seconds. */
  retryAfter?: number
}

/** Something that a person has to mend, in words for them. */
export class CatalogError extends Error {
  /** The input at fault. */
  readonly field: string | undefined

  constructor(message: string, field?: string) {
    super(message)
    this.name = 'CatalogError'
    this.field = field
  }
}
