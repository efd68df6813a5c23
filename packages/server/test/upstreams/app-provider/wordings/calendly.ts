import type { Json } from '@jackfield/catalog/run'
import type { Wording } from './wording.ts'
import { secondPage, standard, standardToken } from './wording.ts'

export const calendly: Wording = {
  ...standard,
  reads: ['form'],
  clientAuth: ['basic'],
  expiresIn: 7200,
  token: (issued) => ({
    ...standardToken(issued),
    created_at: Math.floor(Date.now() / 1000),
    owner: `https://api.calendly.com/users/${issued.person.handle}`,
    organization: 'https://api.calendly.com/organizations/ACME',
  }),
  revocation: { proof: 'client_body', body: 'form', parameter: 'token', said: { status: 200, body: {} } },
  unauthorized: (why) =>
    said(401, 'Unauthenticated', `The access token ${why === 'expired' ? 'expired' : 'is invalid'}`),
  forbidden: (scope) => said(403, 'Permission Denied', `You do not have permission: ${scope}`),
  rateLimited: {
    ...said(429, 'Too Many Requests', 'Rate limit exceeded'),
    headers: { 'x-ratelimit-reset': '7' },
  },
  notFound: said(404, 'Resource Not Found', 'The server could not find the requested resource.'),
  whoami: ({ handle, name, email }) => ({
    resource: {
      uri: `https://api.calendly.com/users/${handle}`,
      name,
      email,
      current_organization: 'https://api.calendly.com/organizations/ACME',
    },
  }),
  envelope: (answer) => {
    const isWrapped = 'resource' in (answer as Json) || 'collection' in (answer as Json)
    return isWrapped ? answer : { resource: answer }
  },
  page: ({ last }) => ({ body: { pagination: { count: 2, next_page_token: last ? null : secondPage } } }),
}

function said(status: number, title: string, message: string) {
  return { status, body: { title, message } }
}
