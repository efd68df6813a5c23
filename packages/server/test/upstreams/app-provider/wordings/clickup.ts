import type { Wording } from './wording.ts'
import { standard } from './wording.ts'

/** No scopes, no refresh, no expiry: the answer is one token and nothing else. */
export const clickup: Wording = {
  ...standard,
  scopeSeparator: null,
  pkce: 'refused',
  reads: ['json', 'form'],
  clientAuth: ['body'],
  expiresIn: null,
  isOffline: () => false,
  token: ({ accessToken }) => ({ access_token: accessToken }),
  tokenError: ({ error }) =>
    error === 'invalid_client'
      ? said(401, 'Client secret is invalid', 'OAUTH_010')
      : said(400, 'Code already used', 'OAUTH_014'),
  hasKey: (secret, headers) => headers.get('authorization') === secret,
  unauthorized: () => said(401, 'Token invalid', 'OAUTH_025'),
  forbidden: () => said(401, 'Team not authorized', 'OAUTH_023'),
  rateLimited: {
    ...said(429, 'Rate limit reached', 'APP_002'),
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 7) },
  },
  notFound: said(404, 'Route not found', 'APP_001'),
  whoami: ({ number, handle, email }) => ({
    user: { id: number, username: handle, email, color: '#7B68EE' },
  }),
  page: ({ last }) => ({ body: { last_page: last } }),
}

function said(status: number, err: string, ECODE: string) {
  return { status, body: { err, ECODE } }
}
