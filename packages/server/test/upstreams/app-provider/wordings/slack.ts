import type { Json } from '@jackfield/catalog/run'
import { company } from '../person.ts'
import type { Issued, Refused, Wording } from './wording.ts'
import { secondPage, standard } from './wording.ts'

const errors: Record<string, string> = {
  invalid_client: 'bad_client_secret',
  authorization_code: 'invalid_code',
  refresh_token: 'invalid_refresh_token',
}

/** An app with token rotation. Failures come with status 200. */
export const slack: Wording = {
  ...standard,
  scopeSeparator: ',',
  pkce: 'refused',
  expiresIn: 43_200,
  token,
  tokenError: ({ grant, error }: Refused) => refuse(errors[error] ?? errors[grant] ?? error),
  revocation: {
    proof: 'bearer',
    body: 'none',
    parameter: 'token',
    said: { status: 200, body: { ok: true, revoked: true } },
  },
  unauthorized: (why) => refuse(why === 'expired' ? 'token_expired' : 'invalid_auth'),
  forbidden: (scope) => ({
    status: 200,
    body: { ok: false, error: 'missing_scope', needed: scope, provided: 'users:read' },
  }),
  rateLimited: { status: 429, body: { ok: false, error: 'ratelimited' }, headers: { 'retry-after': '7' } },
  notFound: refuse('unknown_method'),
  whoami: ({ handle }) => ({
    ok: true,
    url: `https://${company.slug}.slack.com/`,
    team: company.name,
    user: handle,
    team_id: 'T0ACME',
    user_id: `U0${handle.toUpperCase()}`,
    bot_id: 'B0BOT',
  }),
  envelope: (answer) => ({ ok: true, ...(answer as Json) }),
  page: ({ last, tool }) => ({
    body: tool.name.includes('search')
      ? { messages: { total: 4, paging: { count: 2, total: 4, page: last ? 2 : 1, pages: 2 } } }
      : { has_more: !last, response_metadata: { next_cursor: last ? '' : secondPage } },
  }),
}

/**
 * The bot's token is at the top; the person's is inside, with its own scope; without bot scopes it is alone, as it is
 * where only people sign in (oauth.v2.user.access).
 */
async function token(issued: Issued): Promise<Json> {
  const { accessToken, refreshToken, expiresIn, granted, person, asked, mint, path } = issued
  const userScopes = (asked.get('user_scope') ?? '').split(',').filter(Boolean)
  const rotation = refreshToken === undefined ? {} : { refresh_token: refreshToken, expires_in: expiresIn }
  const app = { ok: true, app_id: 'A0APP', team: { id: 'T0ACME', name: company.name }, enterprise: null }
  const id = `U0${person.handle.toUpperCase()}`
  const user = { id, scope: userScopes.join(','), token_type: 'user' }
  const isPersonal = path.includes('.user.')
  if (issued.refreshed && isPersonal)
    return { ...app, ...user, access_token: accessToken, scope: granted.join(','), ...rotation }
  if (isPersonal)
    return {
      ...app,
      authed_user: { ...user, access_token: accessToken, scope: granted.join(','), ...rotation },
    }
  if (issued.refreshed)
    return { ...app, access_token: accessToken, token_type: 'bot', scope: granted.join(','), ...rotation }
  if (granted.length === 0)
    return { ...app, authed_user: { ...user, access_token: accessToken, ...rotation } }
  return {
    ...app,
    access_token: accessToken,
    token_type: 'bot',
    scope: granted.join(','),
    bot_user_id: 'U0BOT',
    ...rotation,
    authed_user: userScopes.length > 0 ? { ...user, access_token: await mint(userScopes) } : { id },
  }
}

function refuse(error: string) {
  return { status: 200, body: { ok: false, error } }
}
