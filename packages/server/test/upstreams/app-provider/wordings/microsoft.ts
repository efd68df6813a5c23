import type { Wording } from './wording.ts'
import { addressOfPage, asksFor, secondPage, standard, standardToken } from './wording.ts'

/** Microsoft identity platform and Graph: OneDrive and Teams. Scopes come back with the name of the API. */
export const microsoft: Wording = {
  ...standard,
  expiresIn: 4_127,
  isOffline: (asked) => asksFor(asked, 'offline_access'),
  token: (issued) => ({
    ...standardToken({
      ...issued,
      granted: issued.granted
        .filter((scope) => scope !== 'offline_access')
        .map((scope) => `https://graph.microsoft.com/${scope}`),
    }),
    ext_expires_in: issued.expiresIn ?? 0,
  }),
  tokenError: ({ grant, error }) => {
    if (error === 'invalid_client') return refuse(401, error, 7_000_215, 'Invalid client secret provided.')
    if (grant === 'refresh_token')
      return refuse(400, error, 50_173, 'The provided grant has expired due to it being revoked.')
    return refuse(400, error, 70_008, 'The provided authorization code or refresh token has expired.')
  },
  unauthorized: (why) =>
    said(
      401,
      'InvalidAuthenticationToken',
      why === 'expired' ? 'Lifetime validation failed, the token is expired.' : 'Access token is empty.',
    ),
  forbidden: (scope) =>
    said(403, 'Forbidden', `Missing scope permissions on the request. API requires one of '${scope}'.`),
  rateLimited: {
    ...said(429, 'TooManyRequests', 'Please retry again later.'),
    headers: { 'retry-after': '7' },
  },
  notFound: said(404, 'itemNotFound', 'The resource could not be found.'),
  whoami: ({ name, email, handle }) => ({
    id: `id-of-${handle}`,
    displayName: name,
    mail: email,
    userPrincipalName: email,
  }),
  page: ({ last, url }) => ({
    body: last ? {} : { '@odata.nextLink': addressOfPage(url, '$skiptoken', secondPage) },
  }),
}

function refuse(status: number, error: string, code: number, text: string) {
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${text}`,
      error_codes: [code],
      correlation_id: 'c',
      trace_id: 't',
    },
  }
}

function said(status: number, code: string, message: string) {
  return { status, body: { error: { code, message, innerError: { 'request-id': 'r' } } } }
}
