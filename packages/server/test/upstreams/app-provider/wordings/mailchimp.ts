import { company } from '../person.ts'
import type { Wording } from './wording.ts'
import { hasBasicPassword, standard } from './wording.ts'

const dataCentre = 'us21'

/** No scopes, no refresh token; `expires_in` is 0 and means never. Where the API is, another question tells. */
export const mailchimp: Wording = {
  ...standard,
  scopeSeparator: null,
  pkce: 'refused',
  clientAuth: ['body'],
  expiresIn: null,
  isOffline: () => false,
  token: ({ accessToken }) => ({ access_token: accessToken, expires_in: 0, scope: null }),
  schemes: ['Bearer', 'OAuth'],
  hasKey: (secret, headers) => hasBasicPassword(headers, secret),
  unauthorized: () =>
    problem(
      401,
      'API Key Invalid',
      'Your API key may be invalid, or you attempted to access the wrong datacenter.',
    ),
  forbidden: () => problem(403, 'Forbidden', 'You are not permitted to access this resource.'),
  rateLimited: problem(
    429,
    'Too Many Requests',
    'You have exceeded the limit of 10 simultaneous connections.',
  ),
  notFound: problem(404, 'Resource Not Found', 'The requested resource could not be found.'),
  whoami: ({ handle, email, name }) => ({
    account_id: '8d3a3db4d97663a9074efcc16',
    login_id: handle,
    account_name: company.name,
    email,
    first_name: name,
    role: 'owner',
  }),
  lookUp: {
    path: '/metadata',
    scheme: 'OAuth',
    answer: ({ handle, email, number }) => ({
      dc: dataCentre,
      role: 'owner',
      accountname: company.name,
      user_id: number,
      login: { email, login_id: number, login_name: handle, login_email: email },
      login_url: 'https://login.mailchimp.com',
      api_endpoint: `https://${dataCentre}.api.mailchimp.com`,
    }),
  },
  page: () => ({ body: { total_items: 4 } }),
}

function problem(status: number, title: string, detail: string) {
  return {
    status,
    body: {
      type: 'https://mailchimp.com/developer/marketing/docs/errors/',
      title,
      status,
      detail,
      instance: 'i',
    },
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
  }
}
