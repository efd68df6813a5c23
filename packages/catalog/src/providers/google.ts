import type { Json, OAuth2, ProviderAnswer, ToolFailure } from '../app.ts'
import { at, textAt } from '../at.ts'
import { oauth2, revocation } from '../auth.ts'
import { messageIn, retryAfter } from '../failure.ts'

/** What the apps of one Google account have in common. */
export const google = {
  hosts: { web: 'https://accounts.google.com', token: 'https://oauth2.googleapis.com' },

  /** https://developers.google.com/identity/protocols/oauth2/web-server */
  auth: (scopes: { default: string[]; more?: string[] }): OAuth2 =>
    oauth2({
      authorize: '{web}/o/oauth2/v2/auth',
      token: '{token}/token',
      register: 'https://console.cloud.google.com/apis/credentials',
      scopes,
      // Without the first there is no refresh token; without the second only the very first consent gives one.
      authorizeParams: { access_type: 'offline', prompt: 'consent' },
      refresh: 'kept',
      readToken,
      revoke: revocation('{token}/revoke', { clientAuth: 'none' }),
      revokesSiblings: true,
      revokeByHand: 'https://myaccount.google.com/connections',
    }),

  failure,

  /** A scope's full name. */
  scope: (name: string) => `https://www.googleapis.com/auth/${name}`,
}

/** `email` and `profile` are granted under other names than they are asked for. */
function readToken(token: Json): Json {
  const { scope } = token
  if (typeof scope !== 'string') return token
  return {
    ...token,
    scope: scope.replace(/https:\/\/www\.googleapis\.com\/auth\/userinfo\.(email|profile)\b/g, '$1'),
  }
}

const limits = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'dailyLimitExceeded',
  'quotaExceeded',
  'sharingRateLimitExceeded',
  'RATE_LIMIT_EXCEEDED',
])
const scopeReasons = new Set(['insufficientPermissions', 'ACCESS_TOKEN_SCOPE_INSUFFICIENT'])

/** Limits and missing scopes both answer 403; the reason tells them apart. https://cloud.google.com/apis/design/errors */
function failure(answer: ProviderAnswer): ToolFailure | undefined {
  const { status, headers, body } = answer
  const message = messageIn(answer)
  const reasons = [at(body, 'error.errors.0.reason'), ...detailReasons(body)].map(String)
  if (status === 403 && reasons.some((reason) => limits.has(reason))) {
    const wait = retryAfter(answer)
    return { kind: 'rate_limited', message, ...(wait === undefined ? {} : { retryAfter: wait }) }
  }
  const challenge = headers['www-authenticate'] ?? ''
  if (
    status === 403 &&
    (reasons.some((reason) => scopeReasons.has(reason)) || challenge.includes('insufficient_scope'))
  ) {
    // Any one of the scopes would do; the first is said.
    const scope = /\bscope="([^" ]+)/.exec(challenge)?.[1]
    return { kind: 'forbidden', message, ...(scope === undefined ? {} : { scope }) }
  }
  const field = status === 400 ? textAt(body, 'error.details.0.fieldViolations.0.field') : undefined
  return field === undefined ? undefined : { kind: 'invalid', message, field }
}

function detailReasons(body: unknown): unknown[] {
  const details = at(body, 'error.details')
  return Array.isArray(details) ? details.map((detail: unknown) => at(detail, 'reason')) : []
}
