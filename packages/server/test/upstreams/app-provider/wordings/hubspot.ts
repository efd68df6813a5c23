import { company } from '../person.ts'
import type { Wording } from './wording.ts'
import { secondPage, standard } from './wording.ts'

/** The token endpoint of 2026-03. */
export const hubspot: Wording = {
  ...standard,
  clientAuth: ['body'],
  expiresIn: 1800,
  repeatsRefreshToken: true,
  token: ({ accessToken, refreshToken, expiresIn, granted, person }) => ({
    access_token: accessToken,
    token_type: 'bearer',
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    expires_in: expiresIn,
    hub_id: 4711,
    user_id: person.number,
    token_use: 'access_token',
    scopes: granted,
  }),
  tokenError: ({ grant, error, description }) => {
    if (error === 'invalid_client') return refuse('BAD_CLIENT_SECRET', description)
    if (error !== 'invalid_grant') return refuse('BAD_REQUEST', description)
    return grant === 'refresh_token'
      ? refuse('BAD_REFRESH_TOKEN', 'missing or invalid refresh token')
      : refuse('BAD_AUTH_CODE', 'missing or unknown auth code')
  },
  unauthorized: (why) =>
    said(
      401,
      why === 'expired' ? 'EXPIRED_AUTHENTICATION' : 'INVALID_AUTHENTICATION',
      'Authentication credentials not found or expired.',
    ),
  forbidden: (scope) => ({
    status: 403,
    body: {
      ...said(403, 'MISSING_SCOPES', 'One or more of the following scopes are required.').body,
      errors: [
        {
          message: 'One or more of the following scopes are required.',
          context: { requiredGranularScopes: [scope] },
        },
      ],
    },
  }),
  rateLimited: {
    status: 429,
    body: {
      ...said(429, 'RATE_LIMITS', 'You have reached your secondly limit.').body,
      policyName: 'SECONDLY',
    },
  },
  notFound: said(404, 'OBJECT_NOT_FOUND', 'resource not found'),
  whoami: ({ email, number }) => ({
    active: true,
    user: email,
    user_id: number,
    hub_id: 4711,
    hub_domain: `${company.slug}.hubspot.com`,
    portalId: 4711,
    uiDomain: 'app.hubspot.com',
    accountType: 'STANDARD',
    scopes: [],
  }),
  page: ({ last, url }) => ({
    body: last ? { total: 4 } : { total: 4, paging: { next: { after: secondPage, link: url.href } } },
  }),
}

function refuse(status: string, message: string) {
  return { status: 400, body: { status, message, correlationId: 'c0ffee' } }
}

function said(status: number, category: string, message: string) {
  return { status, body: { status: 'error', category, message, correlationId: 'c0ffee' } }
}
