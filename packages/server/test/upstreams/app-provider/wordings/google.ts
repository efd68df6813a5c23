import type { Json } from '@jackfield/catalog/run'
import type { Person } from '../person.ts'
import type { Wording } from './wording.ts'
import { secondPage, standard, standardToken } from './wording.ts'

/** Granted under other names than they are asked for. */
const fullNames: Record<string, string> = {
  email: 'https://www.googleapis.com/auth/userinfo.email',
  profile: 'https://www.googleapis.com/auth/userinfo.profile',
}

/** A refresh token comes only with `access_type=offline`, and never on a refresh. */
const google: Wording = {
  ...standard,
  sendsIssuer: true,
  expiresIn: 3599,
  isOffline: (asked) => asked.get('access_type') === 'offline',
  token: ({ refreshToken, granted, ...issued }) =>
    standardToken({
      ...issued,
      granted: granted.map((scope) => fullNames[scope] ?? scope),
      refreshToken: issued.refreshed ? undefined : refreshToken,
    }),
  tokenError: ({ grant, error }) => ({
    status: error === 'invalid_client' ? 401 : 400,
    body: {
      error,
      error_description:
        error === 'invalid_client'
          ? 'Unauthorized'
          : grant === 'refresh_token'
            ? 'Token has been expired or revoked.'
            : 'Bad Request',
    },
  }),
  revocation: { proof: 'none', body: 'form', parameter: 'token', said: { status: 200, body: {} } },
  unauthorized: () =>
    said(
      401,
      'UNAUTHENTICATED',
      'Request had invalid authentication credentials. Expected OAuth 2 access token.',
      'authError',
    ),
  forbidden: () =>
    said(
      403,
      'PERMISSION_DENIED',
      'Request had insufficient authentication scopes.',
      'insufficientPermissions',
    ),
  rateLimited: said(
    403,
    'RESOURCE_EXHAUSTED',
    'User-rate limit exceeded. Retry later.',
    'userRateLimitExceeded',
  ),
  notFound: said(404, 'NOT_FOUND', 'Requested entity was not found.', 'notFound'),
  page: ({ last }) => ({ body: last ? {} : { nextPageToken: secondPage } }),
}

export const gmail = withPerson(({ email }) => ({
  emailAddress: email,
  messagesTotal: 4,
  threadsTotal: 2,
  historyId: '7',
}))

export const googleDrive = withPerson(({ name, email }) => ({
  user: { kind: 'drive#user', displayName: name, emailAddress: email, me: true },
}))

export const googleCalendar = withPerson(({ email, name }) => ({
  ...userInfo({ email, name }),
  kind: 'calendar#calendarListEntry',
  id: email,
  summary: email,
  primary: true,
}))

export const googleSheets = withPerson(userInfo)

function userInfo({ email, name }: Pick<Person, 'email' | 'name'>): Json {
  return { sub: '108', name, email, email_verified: true }
}

function withPerson(whoami: Wording['whoami']): Wording {
  return { ...google, whoami }
}

function said(status: number, code: string, message: string, reason: string) {
  return {
    status,
    body: { error: { code: status, message, status: code, errors: [{ message, domain: 'global', reason }] } },
  }
}
