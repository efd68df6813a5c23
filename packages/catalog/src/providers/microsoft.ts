import type { Api, OAuth2, ProviderAnswer, ToolFailure } from '../app.ts'
import { at, textAt } from '../at.ts'
import { oauth2 } from '../auth.ts'
import { as, text } from '../fields.ts'
import { messageIn } from '../failure.ts'

/**
 * What the apps behind Microsoft Graph have in common. `tenant` decides who may sign in: `organizations` takes work
 * and school accounts, `common` personal ones as well.
 */
export const microsoft = {
  hosts: { login: 'https://login.microsoftonline.com', api: 'https://graph.microsoft.com' },

  auth: (tenant: 'common' | 'organizations', scopes: { default: string[]; more: string[] }): OAuth2 =>
    oauth2({
      authorize: `{login}/${tenant}/oauth2/v2.0/authorize`,
      token: `{login}/${tenant}/oauth2/v2.0/token`,
      register: 'https://entra.microsoft.com/#view/Microsoft_AAD_RegisteredApps/ApplicationsListBlade',
      scopes: { default: ['offline_access', 'User.Read', ...scopes.default], more: scopes.more },
      authorizeParams: { response_mode: 'query' },
      // Another comes with each refresh, and the old one is not taken back.
      refresh: 'soft',
      readToken,
      revokeByHand: 'https://myapps.microsoft.com',
    }),

  api: {
    base: '{api}/v1.0',
    whoami: {
      request: 'GET /me',
      label: (me) => textAt(me, 'mail') ?? textAt(me, 'userPrincipalName') ?? textAt(me, 'displayName'),
    },
    paging: { input: 'skip_token', next: nextOf },
    failure: failureOf,
  } satisfies Partial<Api>,

  /** The place in a list, as the address of the next page has it. */
  skipToken: as('$skiptoken', text('Where the next page begins, as next_page says').optional()),
}

/** Scopes can come back with the name of the API; a grant that a policy no longer lets pass needs the person again. */
function readToken(token: Record<string, unknown>): Record<string, unknown> {
  const error = token['error']
  if (error === 'interaction_required' || error === 'login_required' || error === 'consent_required')
    return { ...token, error: 'invalid_grant' }
  const scope = token['scope']
  return typeof scope === 'string'
    ? { ...token, scope: scope.replaceAll('https://graph.microsoft.com/', '') }
    : token
}

function nextOf({ body }: ProviderAnswer): string | undefined {
  const link = textAt(body, '@odata\\.nextLink')
  if (link === undefined || !URL.canParse(link)) return undefined
  const found = [...new URL(link).searchParams].find(([name]) => name.toLowerCase() === '$skiptoken')
  return found?.[1] || undefined
}

/** https://learn.microsoft.com/graph/errors */
function failureOf(answer: ProviderAnswer): ToolFailure | undefined {
  const message = messageIn(answer)
  // A full drive answers 507, which is nobody's outage.
  if (answer.status === 507) return { kind: 'invalid', message }
  if (answer.status !== 403) return undefined
  if (at(answer.body, 'error.code') === 'activityLimitReached') return { kind: 'rate_limited', message }
  const scope = /requires one of '([\w.]+)/.exec(message)?.[1]
  return { kind: 'forbidden', message, ...(scope === undefined ? {} : { scope }) }
}
