import { CatalogError } from '../app.ts'
import { authWays, scopedScheme } from './auth-ways.ts'
import { checkAuth } from './check-auth.ts'
import type { CatalogEntry } from './entry-app.ts'
import type { EntryAuth } from './entry-auth.ts'
import { findOperations, listOperations } from './operations.ts'
import { factsOf } from './read-document.ts'
import type { OpenApiDocument } from './read-document.ts'
import { serverFor } from './servers-of.ts'
import { toolsOf } from './tools-of.ts'
import type { EntryTool, Picked } from './tools-of.ts'

/** What somebody says of an entry besides the document. */
export interface EntryWishes {
  slug: string
  name: string
  /** The document's own words if absent. */
  about?: string | undefined
  /** The first that the document names and that can be used, if absent. */
  server?: string | undefined
  /** As the document describes it, if absent. */
  auth?: EntryAuth | undefined
  picked: Picked[]
  /** Leave out what is picked and not there any more, instead of refusing it. */
  onlyPresent?: boolean
  /** Names that other tools have. */
  taken?: string[]
}

/**
 * The entry that a document and somebody's wishes make.
 * @returns the entry, and what its tools cannot say
 * @throws CatalogError on the wish that cannot be fulfilled, or on `document`
 */
export function entryFrom(
  document: OpenApiDocument,
  wishes: EntryWishes,
): { entry: CatalogEntry; notes: string[] } {
  const { about, docs } = factsOf(document)
  const auth = wishes.auth ?? authOf(document)
  checkAuth(auth)
  const picked = wishes.onlyPresent ? presentOnly(document, wishes.picked) : wishes.picked
  const tools = toolsOf(document, picked, {
    slug: wishes.slug,
    taken: new Set(wishes.taken),
    scheme: auth.kind === 'oauth2' ? scopedScheme(document) : undefined,
    credentialHeader: auth.kind === 'api_key' ? auth.header.toLowerCase() : undefined,
  })
  const entry = {
    slug: wishes.slug,
    name: wishes.name,
    about: wishes.about ?? about,
    docs,
    server: serverFor(document, wishes.server),
    auth: withScopes(auth, tools),
    tools,
  }
  return { entry, notes: notesOf(document, tools) }
}

/** The first way that can be used; none where the document asks for nothing. */
function authOf(document: OpenApiDocument): EntryAuth {
  const ways = authWays(document)
  const usable = ways.find(({ auth }) => auth !== undefined)?.auth
  if (usable) return usable
  if (ways.length === 0) return { kind: 'none' }
  const reasons = ways.map(({ scheme, reason }) => `${scheme}: ${reason}`).join(' ')
  throw new CatalogError(
    `None of the document's ways to sign in can be used. ${reasons} Say how it is done.`,
    'auth',
  )
}

function presentOnly(document: OpenApiDocument, picked: Picked[]): Picked[] {
  const present = new Set(findOperations(document).map(({ id }) => id))
  return picked.filter(({ id }) => present.has(id))
}

/** Every scope that a tool needs can be asked for; by default those alone, unless somebody said which. */
function withScopes(auth: EntryAuth, tools: EntryTool[]): EntryAuth {
  if (auth.kind !== 'oauth2') return auth
  const needed = [...new Set(tools.flatMap(({ tool }) => tool.scopes))]
  const scopes = auth.scopes.length > 0 ? auth.scopes : needed
  const more = [...new Set([...auth.moreScopes, ...needed])].filter((scope) => !scopes.includes(scope))
  return { ...auth, scopes, moreScopes: more }
}

function notesOf(document: OpenApiDocument, tools: EntryTool[]): string[] {
  const names = new Map(tools.map(({ operation, tool }) => [operation, tool.name]))
  return listOperations(document).flatMap(({ id, notes }) => {
    const name = names.get(id)
    return name === undefined ? [] : notes.map((note) => `${name}: ${note}`)
  })
}
