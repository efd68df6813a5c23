import type { Json } from '@jackfield/catalog/run'
import type { Wording } from './wording.ts'
import { secondPage, standard, standardToken } from './wording.ts'

/** Every answer stands in `data`; who signed in comes with the token. */
export const asana: Wording = {
  ...standard,
  clientAuth: ['body'],
  token: ({ refreshToken, ...issued }) => ({
    ...standardToken({ ...issued, refreshToken: issued.refreshed ? undefined : refreshToken }),
    token_type: 'bearer',
    data: {
      id: issued.person.number,
      gid: String(issued.person.number),
      name: issued.person.name,
      email: issued.person.email,
    },
  }),
  revocation: {
    proof: 'client_body',
    body: 'form',
    parameter: 'token',
    only: 'refresh',
    said: { status: 200, body: {} },
  },
  unauthorized: (why) => said(401, why === 'expired' ? 'The bearer token has expired.' : 'Not Authorized'),
  forbidden: (scope) => said(403, `Your application is missing the scope ${scope}`),
  rateLimited: { ...said(429, 'You have made too many requests recently.'), headers: { 'retry-after': '7' } },
  notFound: said(404, 'Not a recognized ID'),
  whoami: ({ number, name, email }) => ({
    data: { gid: String(number), resource_type: 'user', name, email },
  }),
  envelope: (answer) => ('data' in (answer as Json) ? answer : { data: answer }),
  bareLists: { onLastPage: 2 },
  page: ({ last, url }) => ({
    body: { next_page: last ? null : { offset: secondPage, path: url.pathname, uri: url.href } },
  }),
}

function said(status: number, message: string) {
  return { status, body: { errors: [{ message, help: 'https://developers.asana.com/docs/errors' }] } }
}
