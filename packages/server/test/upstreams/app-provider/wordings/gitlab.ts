import { addressOfPage, standard, standardToken } from './wording.ts'
import type { Wording } from './wording.ts'

export const gitlab: Wording = {
  ...standard,
  reads: ['form', 'json'],
  expiresIn: 7200,
  token: (issued) => ({ ...standardToken(issued), created_at: Math.floor(Date.now() / 1000) }),
  hasKey: (secret, headers) =>
    headers.get('private-token') === secret || headers.get('authorization') === `Bearer ${secret}`,
  unauthorized: (why) => ({
    status: 401,
    body: {
      error: 'invalid_token',
      error_description:
        why === 'expired'
          ? 'Token is expired. You can either do re-authorization or token refresh.'
          : 'Token was revoked. You have to re-authorize from the user.',
    },
  }),
  forbidden: (scope) => ({
    status: 403,
    body: {
      error: 'insufficient_scope',
      error_description: 'The request requires higher privileges than provided by the access token.',
      scope,
    },
  }),
  rateLimited: {
    status: 429,
    body: 'Retry later\n',
    headers: { 'retry-after': '7', 'ratelimit-remaining': '0' },
  },
  notFound: { status: 404, body: { message: '404 Not Found' } },
  whoami: ({ handle, number, name, email }) => ({
    id: number,
    username: handle,
    name,
    email,
    state: 'active',
  }),
  bareLists: { onLastPage: 2 },
  page: ({ last, url, parameter }) => {
    const next = { 'x-next-page': '2', link: `<${addressOfPage(url, parameter, '2')}>; rel="next"` }
    return { headers: last ? { 'x-next-page': '' } : next }
  },
}
