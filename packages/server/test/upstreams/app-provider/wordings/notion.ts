import { company } from '../person.ts'
import type { Wording } from './wording.ts'
import { secondPage, standard } from './wording.ts'

/** Client in HTTP Basic, JSON bodies; no `expires_in`; the refresh token rotates. */
export const notion: Wording = {
  ...standard,
  scopeSeparator: null,
  pkce: 'refused',
  reads: ['json'],
  clientAuth: ['basic'],
  expiresIn: null,
  token: ({ accessToken, refreshToken, person }) => ({
    access_token: accessToken,
    token_type: 'bearer',
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
    bot_id: 'b0b0b0b0-0000-4000-8000-000000000000',
    workspace_id: 'ac3e0000-0000-4000-8000-000000000000',
    workspace_name: company.name,
    workspace_icon: null,
    owner: {
      type: 'user',
      user: { object: 'user', id: person.handle, name: person.name, person: { email: person.email } },
    },
    duplicated_template_id: null,
    request_id: 'r',
  }),
  revocation: {
    proof: 'client_basic',
    body: 'json',
    parameter: 'token',
    said: { status: 200, body: { request_id: 'r' } },
  },
  requires: { 'notion-version': said(400, 'missing_version', 'Notion-Version header failed validation.') },
  unauthorized: () => said(401, 'unauthorized', 'API token is invalid.'),
  forbidden: () => said(403, 'restricted_resource', 'Insufficient permissions for this endpoint.'),
  rateLimited: {
    ...said(429, 'rate_limited', 'You have been rate limited.'),
    headers: { 'retry-after': '7' },
  },
  notFound: said(
    404,
    'object_not_found',
    'Could not find the object. Make sure it is shared with your integration.',
  ),
  whoami: ({ handle, name, email }) => ({
    object: 'user',
    id: 'b0b0b0b0-0000-4000-8000-000000000000',
    name: 'Jackfield',
    type: 'bot',
    bot: {
      owner: { type: 'user', user: { object: 'user', id: handle, name, person: { email } } },
      workspace_name: company.name,
    },
  }),
  page: ({ last }) => ({ body: { object: 'list', next_cursor: last ? null : secondPage, has_more: !last } }),
}

function said(status: number, code: string, message: string) {
  return { status, body: { object: 'error', status, code, message, request_id: 'r' } }
}
