import type { Refused, Said, Wording } from './wording.ts'
import { addressOfPage, standard } from './wording.ts'

const errors: Record<string, [string, string]> = {
  invalid_client: [
    'incorrect_client_credentials',
    'The client_id and/or client_secret passed are incorrect.',
  ],
  authorization_code: ['bad_verification_code', 'The code passed is incorrect or expired.'],
  refresh_token: ['bad_refresh_token', 'The refresh token passed is incorrect or expired.'],
}

/** A GitHub App, whose tokens expire. An OAuth App is the same without a refresh token and `expires_in`. */
export const github: Wording = {
  ...standard,
  reads: ['form', 'json'],
  clientAuth: ['body'],
  expiresIn: 28_800,
  formByDefault: true,
  token: ({ accessToken, refreshToken, expiresIn, granted }) => ({
    access_token: accessToken,
    ...(refreshToken === undefined
      ? {}
      : { expires_in: expiresIn, refresh_token: refreshToken, refresh_token_expires_in: 15_897_600 }),
    scope: granted.join(','),
    token_type: 'bearer',
  }),
  tokenError,
  revocation: {
    proof: 'client_basic',
    body: 'json',
    parameter: 'access_token',
    said: { status: 204, body: null },
    unknown: said(404, 'Not Found'),
  },
  requires: {
    'user-agent': {
      status: 403,
      body: 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header',
    },
  },
  unauthorized: () => said(401, 'Bad credentials'),
  forbidden: () => said(403, 'Resource not accessible by integration'),
  rateLimited: {
    ...said(403, 'API rate limit exceeded for user ID 1.'),
    headers: { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'retry-after': '7' },
  },
  notFound: said(404, 'Not Found'),
  whoami: ({ handle, number, name, email }) => ({ login: handle, id: number, type: 'User', name, email }),
  bareLists: { onLastPage: 2 },
  page: ({ last, url, parameter }) => ({
    headers: last
      ? {
          link: `<${addressOfPage(url, parameter, '1')}>; rel="prev", <${addressOfPage(url, parameter, '1')}>; rel="first"`,
        }
      : {
          link: `<${addressOfPage(url, parameter, '2')}>; rel="next", <${addressOfPage(url, parameter, '2')}>; rel="last"`,
        },
  }),
}

/** Errors come with status 200. */
function tokenError({ grant, error }: Refused): Said {
  const [code, description] = errors[error] ?? errors[grant] ?? [error, error]
  return {
    status: 200,
    body: { error: code, error_description: description, error_uri: 'https://docs.github.com' },
  }
}

function said(status: number, message: string): Said {
  return {
    status,
    body: { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
  }
}
