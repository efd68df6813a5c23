import type { Wording } from './wording.ts'
import { addressOfPage, hasBasicPassword, secondPage, standard, standardToken } from './wording.ts'

/** How long a token lives is what the token request asks for. */
export const zendesk: Wording = {
  ...standard,
  reads: ['json', 'form'],
  clientAuth: ['body'],
  expiresIn: 172_800,
  token: (issued) => {
    const asked = Number(issued.request['expires_in'])
    return {
      ...standardToken(asked > 0 ? { ...issued, expiresIn: asked } : issued),
      token_type: 'bearer',
      refresh_token_expires_in: 7_776_000,
    }
  },
  revocation: { proof: 'bearer', body: 'none', parameter: 'token', said: { status: 204, body: null } },
  hasKey: (secret, headers) => hasBasicPassword(headers, secret),
  unauthorized: () => ({
    status: 401,
    body: {
      error: 'invalid_token',
      error_description:
        'The access token provided is expired, revoked, malformed or invalid for other reasons.',
    },
  }),
  forbidden: () => ({
    status: 403,
    body: { error: 'Forbidden', description: 'You are missing the following required scopes: write' },
  }),
  rateLimited: {
    status: 429,
    body: {
      error: 'APIRateLimitExceeded',
      description: 'Number of allowed API requests per minute exceeded',
    },
    headers: { 'retry-after': '7' },
  },
  notFound: { status: 404, body: { error: 'RecordNotFound', description: 'Not found' } },
  whoami: ({ number, name, email }) => ({ user: { id: number, name, email, role: 'agent' } }),
  page: ({ last, url, parameter }) =>
    parameter === 'page'
      ? { body: { count: 4, next_page: last ? null : addressOfPage(url, 'page', '2'), previous_page: null } }
      : {
          body: {
            meta: { has_more: !last, after_cursor: last ? null : secondPage, before_cursor: null },
            links: { next: last ? null : addressOfPage(url, 'page[after]', secondPage), prev: null },
          },
        },
}
