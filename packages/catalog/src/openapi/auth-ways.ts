import type { Json } from '../app.ts'
import { cleanText } from './clean-text.ts'
import type { EntryAuth } from './entry-auth.ts'
import { follow } from './follow.ts'
import { isHeaderOfOurs } from './header-names.ts'
import { listIn, objectIn, textIn } from './json.ts'
import type { OpenApiDocument } from './read-document.ts'
import { isScope } from './scopes-of.ts'

/** A way to sign in that a document describes. */
export interface AuthWay {
  /** The name of its security scheme. */
  scheme: string
  about: string
  /** Undefined where it cannot be used. */
  auth: EntryAuth | undefined
  /** Why it cannot be used. */
  reason: string | undefined
}

/** The document's security schemes; those that the whole API asks for come first. */
export function authWays({ content, source }: OpenApiDocument): AuthWay[] {
  return schemesOf(content).map(([scheme, found]) => {
    const auth = authOf(found, source)
    return {
      scheme,
      about: cleanText(textIn(found, 'description') ?? '', 300),
      auth: typeof auth === 'string' ? undefined : auth,
      reason: typeof auth === 'string' ? auth : undefined,
    }
  })
}

/** The scheme whose scopes operations name, also where its own addresses cannot be used. */
export function scopedScheme({ content }: OpenApiDocument): string | undefined {
  const scoped = ['oauth2', 'openIdConnect']
  return schemesOf(content).find(([, found]) => scoped.includes(textIn(found, 'type') ?? ''))?.[0]
}

function schemesOf(content: Json): [string, Json][] {
  const schemes = objectIn(objectIn(content, 'components'), 'securitySchemes')
  const asked = listIn(content, 'security').flatMap((way) => Object.keys(objectIn({ way }, 'way')))
  const names = Object.keys(schemes).toSorted((a, b) => rank(asked, a) - rank(asked, b))
  return names.slice(0, 20).map((name) => [name, read(content, schemes[name])])
}

function rank(asked: string[], name: string): number {
  const place = asked.indexOf(name)
  return place < 0 ? asked.length : place
}

function read(content: Json, scheme: unknown): Json {
  try {
    return follow(content, scheme) ?? {}
  } catch {
    return {}
  }
}

/** How it is signed in with, or why not. */
function authOf(scheme: Json, source: string | undefined): EntryAuth | string {
  const type = textIn(scheme, 'type') ?? 'nothing'
  if (type === 'http') return httpAuth(textIn(scheme, 'scheme')?.toLowerCase() ?? '')
  if (type === 'apiKey') return keyAuth(scheme)
  if (type === 'oauth2') return oauthAuth(objectIn(scheme, 'flows'), source)
  return `${cleanText(type, 60)} is not supported.`
}

function httpAuth(scheme: string): EntryAuth | string {
  if (scheme === 'bearer' || scheme === 'basic') return { kind: scheme }
  return `The HTTP scheme ${cleanText(scheme, 60)} is not supported.`
}

function keyAuth(scheme: Json): EntryAuth | string {
  const place = textIn(scheme, 'in')
  if (place !== 'header')
    return `A key in a ${place ?? 'place without a name'} is not supported; one in a header is.`
  const header = textIn(scheme, 'name') ?? ''
  if (isHeaderOfOurs(header.toLowerCase())) return 'Its header is one that only the hub itself writes.'
  return { kind: 'api_key', header, prefix: '' }
}

function oauthAuth(flows: Json, source: string | undefined): EntryAuth | string {
  const flow = objectIn(flows, 'authorizationCode')
  const authorize = address(textIn(flow, 'authorizationUrl'), source)
  const token = address(textIn(flow, 'tokenUrl'), source)
  if (authorize === undefined || token === undefined)
    return 'It has no authorization code flow with both addresses.'
  const scopes = Object.keys(objectIn(flow, 'scopes')).filter(isScope).slice(0, 200)
  return { kind: 'oauth2', authorize, token, scopes: [], moreScopes: scopes, clientAuth: 'body', pkce: true }
}

function address(url: string | undefined, source: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url, source)) return undefined
  const { href, protocol } = new URL(url, source)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}
