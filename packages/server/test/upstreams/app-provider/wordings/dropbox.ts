import type { Wording } from './wording.ts'
import { secondPage, standard, standardToken } from './wording.ts'

/** A refresh token comes only with `token_access_type=offline`, and never on a refresh. */
export const dropbox: Wording = {
  ...standard,
  expiresIn: 14_400,
  isOffline: (asked) => asked.get('token_access_type') === 'offline',
  token: ({ refreshToken, ...issued }) => ({
    ...standardToken({ ...issued, refreshToken: issued.refreshed ? undefined : refreshToken }),
    token_type: 'bearer',
    ...(issued.refreshed
      ? {}
      : { account_id: `dbid:${issued.person.handle}`, uid: String(issued.person.number) }),
  }),
  revocation: { proof: 'bearer', body: 'none', parameter: 'token', said: { status: 200, body: null } },
  unauthorized: (why) => said(401, why === 'expired' ? 'expired_access_token' : 'invalid_access_token'),
  forbidden: (scope) => ({
    status: 401,
    body: { error_summary: 'missing_scope/.', error: { '.tag': 'missing_scope', required_scope: scope } },
  }),
  rateLimited: {
    status: 429,
    body: {
      error_summary: 'too_many_requests/.',
      error: { reason: { '.tag': 'too_many_requests' }, retry_after: 7 },
    },
    headers: { 'retry-after': '7' },
  },
  notFound: { status: 404, body: 'Unknown API function' },
  whoami: ({ handle, name, email }) => ({
    account_id: `dbid:${handle}`,
    name: { given_name: name, surname: '', display_name: name },
    email,
    email_verified: true,
  }),
  page: ({ last }) => ({ body: { cursor: secondPage, has_more: !last } }),
}

function said(status: number, tag: string) {
  return { status, body: { error_summary: `${tag}/.`, error: { '.tag': tag } } }
}
