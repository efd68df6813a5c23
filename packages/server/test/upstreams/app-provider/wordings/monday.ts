import { company } from '../person.ts'
import type { Wording } from './wording.ts'
import { standard, standardToken } from './wording.ts'

/** The older of its two flows: the token lives until the app is removed. */
export const monday: Wording = {
  ...standard,
  pkce: 'refused',
  reads: ['json', 'form'],
  clientAuth: ['body'],
  expiresIn: null,
  isOffline: () => false,
  token: standardToken,
  hasKey: (secret, headers) => [secret, `Bearer ${secret}`].includes(headers.get('authorization') ?? ''),
  unauthorized: () => ({ status: 401, body: { errors: ['Not Authenticated'] } }),
  forbidden: (scope) => said(200, 'USER_UNAUTHORIZED', `Unauthorized field or type, missing scope ${scope}`),
  rateLimited: {
    status: 429,
    body: {
      errors: [
        {
          message: 'Complexity budget exhausted',
          extensions: { code: 'COMPLEXITY_BUDGET_EXHAUSTED', retry_in_seconds: 7 },
        },
      ],
    },
    headers: { 'retry-after': '7' },
  },
  notFound: said(200, 'GRAPHQL_VALIDATION_FAILED', 'Cannot query field'),
  whoami: ({ number, name, email }) => ({
    me: { id: String(number), name, email, account: { id: '1', name: company.name, slug: company.slug } },
  }),
}

function said(status: number, code: string, message: string) {
  return { status, body: { data: null, errors: [{ message, extensions: { code } }] } }
}
