import { company } from '../person.ts'
import type { Wording } from './wording.ts'
import { addressOfPage, asksFor, hasBasicPassword, secondPage, standard } from './wording.ts'

/** The one site that a person of this provider has. */
export const cloudId = '11223344-a1b2-3b33-c444-def123456789'

/** A refresh that fails is 403, and so is a bad code; errors have their own names. */
const atlassian: Wording = {
  ...standard,
  reads: ['json', 'form'],
  clientAuth: ['body'],
  isOffline: (asked) => asksFor(asked, 'offline_access'),
  tokenError: ({ grant, error }) => {
    if (error === 'invalid_client') return refuse(401, 'access_denied', 'Unauthorized')
    if (grant === 'refresh_token') return refuse(403, 'unauthorized_client', 'refresh_token is invalid')
    return refuse(403, 'invalid_grant', 'Invalid authorization code')
  },
  unauthorized: () => ({ status: 401, body: { code: 401, message: 'Unauthorized' } }),
  forbidden: () => ({ status: 401, body: { code: 401, message: 'Unauthorized; scope does not match' } }),
  rateLimited: {
    status: 429,
    body: { errorMessages: ['Rate limit exceeded.'], errors: {} },
    headers: { 'retry-after': '7', 'x-ratelimit-remaining': '0' },
  },
  notFound: {
    status: 404,
    body: { errorMessages: ['It does not exist, or you may not see it.'], errors: {} },
  },
  whoami: ({ name, email, handle }) => ({
    account_type: 'atlassian',
    account_id: `5b:${handle}`,
    accountId: `5b:${handle}`,
    email,
    emailAddress: email,
    name,
    displayName: name,
    publicName: name,
  }),
}

const site: Wording = {
  ...atlassian,
  pkce: 'refused',
  hasKey: (secret, headers) => hasBasicPassword(headers, secret),
  lookUp: {
    path: '/oauth/token/accessible-resources',
    scheme: 'Bearer',
    answer: (_, scopes) => [
      {
        id: cloudId,
        name: company.slug,
        url: `https://${company.slug}.atlassian.net`,
        scopes,
        avatarUrl: 'https://a.example/',
      },
    ],
  },
}

export const jira: Wording = {
  ...site,
  bareLists: { onLastPage: 0 },
  page: ({ last, tool }) => ({
    body:
      tool.paging?.input === 'nextPageToken' || tool.paging?.input === 'next_page_token'
        ? { isLast: last, ...(last ? {} : { nextPageToken: secondPage }) }
        : { startAt: last ? 2 : 0, maxResults: 2, total: 4, isLast: last },
  }),
}

export const confluence: Wording = {
  ...site,
  page: ({ last, url, parameter }) => {
    const next = new URL(addressOfPage(url, parameter, parameter === 'start' ? '2' : secondPage))
    return {
      body: {
        start: last ? 2 : 0,
        limit: 2,
        size: 2,
        totalSize: 4,
        _links: last
          ? { base: 'https://acme.atlassian.net/wiki' }
          : { next: `/wiki${next.pathname.split('/wiki').at(-1)}${next.search}` },
      },
    }
  },
}

/** OAuth 2.0 with PKCE since September 2026; what its API says against somebody is plain text. */
export const trello: Wording = {
  ...atlassian,
  hasKey: (secret, headers) => (headers.get('authorization') ?? '').includes(`oauth_token="${secret}"`),
  unauthorized: () => ({ status: 401, body: 'invalid token' }),
  forbidden: () => ({ status: 401, body: 'unauthorized permission requested' }),
  rateLimited: {
    status: 429,
    body: { error: 'API_TOKEN_LIMIT_EXCEEDED', message: 'Rate limit exceeded' },
    headers: { 'x-rate-limit-api-token-remaining': '0' },
  },
  notFound: { status: 404, body: 'The requested resource was not found.' },
  whoami: ({ handle, name, email }) => ({ id: `5f-${handle}`, username: handle, fullName: name, email }),
  bareLists: { onLastPage: 1 },
}

function refuse(status: number, error: string, description: string) {
  return { status, body: { error, error_description: description } }
}
