import type { Wording } from './wording.ts'
import { secondPage, standard, standardToken } from './wording.ts'

/** PKCE also for clients with a secret. A refresh token that is used twice ends the grant. */
export const airtable: Wording = {
  ...standard,
  clientAuth: ['basic'],
  expiresIn: 3600,
  token: (issued) => ({ ...standardToken(issued), refresh_expires_in: 5_184_000 }),
  unauthorized: () => said(401, 'AUTHENTICATION_REQUIRED', 'Authentication required'),
  forbidden: () =>
    said(
      403,
      'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND',
      'Invalid permissions, or the requested model was not found.',
    ),
  rateLimited: {
    status: 429,
    body: { errors: [{ error: 'RATE_LIMIT_REACHED', message: 'Rate limit exceeded.' }] },
  },
  notFound: { status: 404, body: { error: 'NOT_FOUND' } },
  whoami: ({ handle, email }) => ({ id: `usr${handle}`, email, scopes: [] }),
  page: ({ last }) => ({ body: last ? {} : { offset: secondPage } }),
}

function said(status: number, type: string, message: string) {
  return { status, body: { error: { type, message } } }
}
