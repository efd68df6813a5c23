import type { ApiKey, App, Auth } from '../app.ts'
import { apiKey, basic, oauth2 } from '../auth.ts'
import type { EntryAuth, EntryOAuth2 } from './entry-auth.ts'
import { apiHost } from './entry-hosts.ts'
import type { EntryTool } from './tools-of.ts'

/** An account's own app, as it is stored: plain data. */
export interface CatalogEntry {
  slug: string
  name: string
  about: string
  /** The API's documentation; empty where nobody said it. */
  docs: string
  /** The address that every path follows. */
  server: string
  auth: EntryAuth
  tools: EntryTool[]
}

/** Behind every curated app. */
const position = 100_000

/** The app that an entry describes. It runs like any other. */
export function entryApp({ slug, name, about, docs, server, auth, tools }: CatalogEntry): App {
  return {
    slug,
    name,
    category: 'Custom',
    position,
    color: '#64748b',
    about,
    docs,
    icon: null,
    hosts: { [apiHost]: server, ...signInHosts(auth) },
    settings: [],
    auth: [wayIn(auth, docs)],
    api: { base: `{${apiHost}}`, headers: {}, lists: 'repeat' },
    tools: tools.map(({ tool }) => tool),
  }
}

function wayIn(auth: EntryAuth, where: string): Auth {
  switch (auth.kind) {
    case 'none':
      return apiKey({ label: 'No sign-in', where, fields: [], headers: () => ({}) })
    case 'api_key':
      return keyIn(auth.header, auth.prefix, where)
    case 'bearer':
      return apiKey({ label: 'Token', where })
    case 'basic':
      return userAndPassword(where)
    case 'oauth2':
      return signIn(auth, where)
    default:
      return auth satisfies never
  }
}

function keyIn(header: string, prefix: string, where: string): ApiKey {
  const name = header.toLowerCase()
  return apiKey({
    label: 'API key',
    where,
    headers: ({ key = '' }) => ({ [name]: prefix === '' ? key : `${prefix} ${key}` }),
  })
}

function userAndPassword(where: string): ApiKey {
  return apiKey({
    label: 'User name and password',
    where,
    fields: [
      { name: 'user', label: 'User name', secret: false },
      { name: 'password', label: 'Password', secret: true },
    ],
    headers: ({ user = '', password = '' }) => ({ authorization: basic(user, password) }),
  })
}

function signIn(
  { authorize, token, scopes, moreScopes, clientAuth, pkce }: EntryOAuth2,
  register: string,
): Auth {
  const more = moreScopes.filter((scope) => !scopes.includes(scope))
  return oauth2({
    authorize: belowHost('sign_in', authorize),
    token: belowHost('token', token),
    scopes: { default: scopes, more },
    clientAuth,
    pkce,
    register,
  })
}

/** Every address starts with a host, so that an operator can move each. */
function belowHost(host: string, url: string): string {
  const { pathname, search } = new URL(url)
  return `{${host}}${pathname}${search}`
}

function signInHosts(auth: EntryAuth): Record<string, string> {
  if (auth.kind !== 'oauth2') return {}
  return { sign_in: new URL(auth.authorize).origin, token: new URL(auth.token).origin }
}
