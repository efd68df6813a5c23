import { CatalogError } from '../app.ts'
import { cleanText } from './clean-text.ts'
import { isObject, listIn, objectIn, textIn } from './json.ts'
import type { OpenApiDocument } from './read-document.ts'

/** A server that a document names, with its variables at their defaults. */
export interface Server {
  url: string
  about: string
  /** Why requests cannot go there as it stands. */
  reason: string | undefined
}

/** The servers in the document's order. Without any, it is where the document is (OpenAPI 3.1 "servers"). */
export function serversOf({ content, source }: OpenApiDocument): Server[] {
  const named = listIn(content, 'servers').filter(isObject)
  const given = named.length > 0 ? named : [{ url: '/' }]
  return given.slice(0, 20).map((server) => {
    const filled = (textIn(server, 'url') ?? '/').replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
      return textIn(objectIn(objectIn(server, 'variables'), name), 'default') ?? whole
    })
    const url = absolute(filled, source)
    return {
      url: cleanText(url, 500),
      about: cleanText(textIn(server, 'description') ?? '', 200),
      reason: problemOf(url),
    }
  })
}

/**
 * The address at which the API is: the one that somebody gave, else the first that the document names and that can be
 * used. Without the slash at its end.
 * @throws CatalogError on `server`
 */
export function serverFor(document: OpenApiDocument, given?: string): string {
  if (given !== undefined) return checkServer(given)
  const servers = serversOf(document)
  const usable = servers.find(({ reason }) => reason === undefined)
  if (usable) return checkServer(usable.url)
  const [first] = servers
  const why = first?.reason ?? ''
  throw new CatalogError(
    `The document does not say where the API is: "${first?.url ?? ''}" ${why} Give its address.`,
    'server',
  )
}

/** @throws CatalogError on `server` unless it is an address that paths can follow */
export function checkServer(url: string): string {
  const problem = problemOf(url)
  if (problem !== undefined) throw new CatalogError(problem, 'server')
  return url.replace(/\/+$/, '')
}

function absolute(url: string, source: string | undefined): string {
  if (source === undefined || !URL.canParse(source) || /^[a-z][a-z0-9+.-]*:/i.test(url)) return url
  return URL.canParse(url, source) ? new URL(url, source).href : url
}

function problemOf(url: string): string | undefined {
  if (!/^https?:\/\/[^/]/i.test(url)) return 'is no address with http:// or https:// in front.'
  if (/[{}]/.test(url)) return 'has a part in braces that has no default.'
  if (/[\s\p{Cc}\\?#]/u.test(url) || !URL.canParse(url)) return 'is no address that a path can follow.'
  const { username, password } = new URL(url)
  return username !== '' || password !== ''
    ? 'holds a user name or password, which belongs into the sign-in.'
    : undefined
}
