import type { Json } from '@jackfield/catalog/run'
import { company } from '../person.ts'
import type { Wording } from './wording.ts'
import { secondPage, standard, standardToken } from './wording.ts'

/** Scopes are chosen where the app is registered; the answer lists them with commas, and says where the API is. */
export const pipedrive: Wording = {
  ...standard,
  scopeSeparator: null,
  pkce: 'refused',
  clientAuth: ['basic'],
  expiresIn: 3599,
  repeatsRefreshToken: true,
  token: (issued) => ({
    ...standardToken(issued),
    scope: 'base,deals:full,contacts:full,activities:full,search:read,users:read',
    api_domain: `https://${company.slug}.pipedrive.com`,
  }),
  tokenError: ({ error, description }) => ({
    status: error === 'invalid_client' ? 401 : 400,
    body: { success: false, error, error_description: description, message: description },
  }),
  revocation: { proof: 'client_basic', body: 'form', parameter: 'token', said: { status: 200, body: {} } },
  hasKey: (secret, headers) => headers.get('x-api-token') === secret,
  unauthorized: () => said(401, 'unauthorized access'),
  forbidden: () => said(403, 'Scope and URL mismatch'),
  rateLimited: {
    ...said(429, 'Request over limit'),
    headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2' },
  },
  notFound: said(404, 'Not found'),
  whoami: ({ number, name, email }) => ({
    success: true,
    data: { id: number, name, email, company_name: company.name, company_domain: company.slug },
  }),
  envelope: (answer) => (hasData(answer) ? { success: true, ...answer } : { success: true, data: answer }),
  page: ({ last, url }) => ({
    body: {
      additional_data: url.pathname.includes('/v1/')
        ? {
            pagination: {
              start: last ? 2 : 0,
              limit: 2,
              more_items_in_collection: !last,
              ...(last ? {} : { next_start: 2 }),
            },
          }
        : { next_cursor: last ? null : secondPage },
    },
  }),
}

function hasData(answer: unknown): answer is Json {
  return typeof answer === 'object' && answer !== null && 'data' in answer
}

function said(status: number, error: string) {
  return {
    status,
    body: { success: false, error, errorCode: status, error_info: 'Please check developers.pipedrive.com' },
  }
}
