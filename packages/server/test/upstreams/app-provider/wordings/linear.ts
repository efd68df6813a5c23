import { company } from '../person.ts'
import type { Wording } from './wording.ts'
import { standard } from './wording.ts'

/** Scopes are asked for with commas and come back with spaces. A rate limit is status 400. */
export const linear: Wording = {
  ...standard,
  scopeSeparator: ',',
  expiresIn: 86_399,
  revocation: { proof: 'none', body: 'form', parameter: 'token', said: { status: 200, body: {} } },
  hasKey: (secret, headers) => headers.get('authorization') === secret,
  unauthorized: () =>
    said(401, 'Authentication required, not authenticated', 'AUTHENTICATION_ERROR', 'authentication error'),
  forbidden: (scope) => said(403, `Invalid scope: \`${scope}\` required`, 'FORBIDDEN', 'forbidden'),
  rateLimited: {
    ...said(400, 'Rate limit exceeded.', 'RATELIMITED', 'ratelimited'),
    headers: {
      'x-ratelimit-requests-remaining': '0',
      'x-ratelimit-requests-reset': String(Date.now() + 7000),
    },
  },
  notFound: said(400, 'Cannot query field', 'GRAPHQL_VALIDATION_FAILED', 'graphql error'),
  whoami: ({ handle, name, email }) => ({
    viewer: {
      id: `id-of-${handle}`,
      name,
      email,
      organization: { name: company.name, urlKey: company.slug },
    },
  }),
}

function said(status: number, message: string, code: string, type: string) {
  return {
    status,
    body: { errors: [{ message, extensions: { code, type, userPresentableMessage: message } }] },
  }
}
