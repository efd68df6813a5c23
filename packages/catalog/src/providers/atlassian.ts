import type { ApiKey, Json, OAuth2, ProviderAnswer, ToolFailure } from '../app.ts'
import { CatalogError } from '../app.ts'
import { at, textAt } from '../at.ts'
import { apiKey, basic, oauth2 } from '../auth.ts'
import { messageIn } from '../failure.ts'

const apps = 'https://id.atlassian.com/manage-profile/apps'

/** What the apps of an Atlassian account have in common. */
export const atlassian = {
  /** `tenant` is where a site answers to API tokens; OAuth reaches it through `api`. */
  hosts: {
    auth: 'https://auth.atlassian.com',
    api: 'https://api.atlassian.com',
    tenant: 'https://{site}.atlassian.net',
  },

  /** The account's sign-in, without what only some products need. */
  account: {
    authorize: '{auth}/authorize',
    token: '{auth}/oauth/token',
    register: 'https://developer.atlassian.com/console/myapps/',
    authorizeParams: { prompt: 'consent' },
    refresh: 'single_use',
    readToken,
    revokeByHand: apps,
  } satisfies Partial<OAuth2> & Pick<OAuth2, 'authorize' | 'token' | 'register'>,

  /**
   * Sign-in to a product that lives on a site. https://developer.atlassian.com/cloud/confluence/oauth-2-3lo-apps/
   * @param product as it stands in its scopes
   */
  site: (product: 'jira' | 'confluence', scopes: string[]): OAuth2 =>
    oauth2({
      ...atlassian.account,
      authorizeParams: { audience: 'api.atlassian.com', prompt: 'consent' },
      pkce: false,
      scopes: { default: ['offline_access', 'read:me', ...scopes] },
      lookUp: {
        request: 'GET {api}/oauth/token/accessible-resources',
        values: (sites) => ({ cloudid: cloudId(product, sites) }),
      },
    }),

  /** https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/ */
  token: (whoami?: ApiKey['whoami']): ApiKey =>
    apiKey({
      label: 'API token',
      where: 'https://id.atlassian.com/manage-profile/security/api-tokens',
      fields: [
        { name: 'site', label: 'Site, as in <site>.atlassian.net', secret: false },
        { name: 'email', label: 'E-mail address of the Atlassian account', secret: false },
        { name: 'key', label: 'API token (without scopes)', secret: true },
      ],
      headers: ({ email = '', key = '' }) => ({ authorization: basic(email, key) }),
      values: ({ site = '' }) => ({
        site: site.replace(/^https?:\/\//, '').replace(/(\.atlassian\.net)?(\/.*)?$/, ''),
      }),
      base: '{tenant}',
      ...(whoami ? { whoami } : {}),
    }),

  failure,
  documentOf,
}

/** A refresh token that is over is answered as if the client were wrong. */
function readToken(token: Json): Json {
  const isOver =
    token['error'] === 'unauthorized_client' &&
    /refresh_token/i.test(textAt(token, 'error_description') ?? '')
  return isOver ? { ...token, error: 'invalid_grant' } : token
}

/** One grant can reach several sites, and each of them once for each product. */
function cloudId(product: string, answer: unknown): string {
  const all: unknown[] = Array.isArray(answer) ? answer : []
  const own = all.filter((site) => {
    const scopes = at(site, 'scopes')
    return (
      !Array.isArray(scopes) || scopes.some((scope) => typeof scope === 'string' && scope.includes(product))
    )
  })
  const sites = new Map(own.flatMap((site) => [[textAt(site, 'id'), textAt(site, 'url')] as const]))
  const [id, ...others] = sites.keys()
  if (id === undefined)
    throw new CatalogError('This Atlassian account has let us into no site with this product.')
  if (others.length > 0)
    throw new CatalogError(
      `This grant reaches several sites: ${[...sites.values()].join(', ')}. Remove the app at ${apps}, then sign in again and choose one site.`,
    )
  return id
}

/** Both a dead token and a missing scope answer 401; Jira names wrong fields in an object. */
function failure(answer: ProviderAnswer): ToolFailure | undefined {
  const { status, body } = answer
  if (status === 401 && /scope does not match/i.test(messageIn(answer)))
    return { kind: 'forbidden', message: messageIn(answer) }
  const errors = at(body, 'errors')
  if (status !== 400 || typeof errors !== 'object' || errors === null || Array.isArray(errors))
    return undefined
  const [[field, text] = []] = Object.entries(errors)
  return field === undefined
    ? undefined
    : { kind: 'invalid', message: `${field}: ${String(text)}`.slice(0, 500), field }
}

/**
 * Plain text as Atlassian Document Format: an empty line ends a paragraph, a line break stays one. What is no text is
 * left as it is. https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
function documentOf(text: unknown): unknown {
  if (typeof text !== 'string') return text
  const paragraphs = text.split(/\r?\n\s*\r?\n/).filter((paragraph) => paragraph.trim() !== '')
  return { type: 'doc', version: 1, content: paragraphs.map(paragraphOf) }
}

function paragraphOf(text: string): Json {
  const lines = text.split(/\r?\n/).map((line) => (line === '' ? [] : [{ type: 'text', text: line }]))
  return {
    type: 'paragraph',
    content: lines.flatMap((line, index) => (index === 0 ? line : [{ type: 'hardBreak' }, ...line])),
  }
}
