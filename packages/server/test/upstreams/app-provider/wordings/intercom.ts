import { company } from '../person.ts'
import type { Wording } from './wording.ts'
import { secondPage, standard } from './wording.ts'

/** No scopes, no refresh, no expiry; the token is said twice. */
export const intercom: Wording = {
  ...standard,
  scopeSeparator: null,
  pkce: 'refused',
  reads: ['form', 'json'],
  clientAuth: ['body'],
  expiresIn: null,
  isOffline: () => false,
  token: ({ accessToken }) => ({ token: accessToken, access_token: accessToken, token_type: 'Bearer' }),
  tokenError: ({ error }) =>
    said(
      error === 'invalid_client' ? 401 : 400,
      error === 'invalid_client' ? 'unauthorized' : 'parameter_invalid',
      error,
    ),
  unauthorized: () => said(401, 'unauthorized', 'Access Token Invalid'),
  forbidden: () => said(403, 'api_plan_restricted', 'Active subscription needed.'),
  rateLimited: {
    ...said(429, 'rate_limit_exceeded', 'Rate limit exceeded'),
    headers: { 'x-ratelimit-remaining': '0' },
  },
  notFound: said(404, 'not_found', 'Resource Not Found'),
  whoami: ({ number, name, email }) => ({
    type: 'admin',
    id: String(number),
    name,
    email,
    email_verified: true,
    app: { type: 'app', id_code: 'acme', name: company.name, region: 'US' },
  }),
  page: ({ last }) => ({
    body: {
      total_count: 4,
      pages: {
        type: 'pages',
        page: last ? 2 : 1,
        per_page: 2,
        total_pages: 2,
        ...(last ? {} : { next: { page: 2, starting_after: secondPage } }),
      },
    },
  }),
}

function said(status: number, code: string, message: string) {
  return { status, body: { type: 'error.list', request_id: 'r', errors: [{ code, message }] } }
}
