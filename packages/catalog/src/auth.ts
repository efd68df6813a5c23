import type { ApiKey, Grant, OAuth2, Outgoing, Scopes } from './app.ts'

type OAuth2Spec = Pick<OAuth2, 'authorize' | 'token' | 'register'> &
  Partial<Omit<OAuth2, 'kind' | 'scopes'>> & { scopes?: Partial<Scopes> }

/** OAuth 2.0, as RFC 6749 and RFC 7636 have it unless the app says otherwise. */
export function oauth2({ scopes, ...spec }: OAuth2Spec): OAuth2 {
  return {
    clientAuth: 'body',
    tokenBody: 'form',
    pkce: true,
    authorizeParams: {},
    tokenParams: {},
    refresh: 'single_use',
    lifetime: null,
    ...spec,
    kind: 'oauth2',
    scopes: { default: [], more: [], separator: ' ', ...scopes },
  }
}

type ApiKeySpec = Pick<ApiKey, 'label' | 'where'> & Partial<Omit<ApiKey, 'kind'>>

/** A pasted key; it travels as `Authorization: Bearer` unless the app says otherwise. */
export function apiKey(spec: ApiKeySpec): ApiKey {
  return {
    fields: [{ name: 'key', label: spec.label, secret: true }],
    headers: ({ key = '' }) => ({ authorization: `Bearer ${key}` }),
    ...spec,
    kind: 'api_key',
  }
}

/** HTTP Basic (RFC 7617). */
export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

interface RevocationOptions {
  clientAuth?: 'basic' | 'body' | 'none'
  /** Which token is sent; revoking a refresh token ends the grant (RFC 7009 section 2.1). */
  token?: 'access' | 'refresh'
  body?: 'form' | 'json'
}

/** Token revocation (RFC 7009). */
export function revocation(url: string, options: RevocationOptions = {}): (grant: Grant) => Outgoing {
  const { clientAuth = 'body', token = 'refresh', body = 'form' } = options
  return ({ clientId, clientSecret, accessToken, refreshToken }) => {
    const sent = token === 'refresh' && refreshToken !== undefined
    const fields = {
      token: sent ? refreshToken : accessToken,
      ...(body === 'form' ? { token_type_hint: sent ? 'refresh_token' : 'access_token' } : {}),
      ...(clientAuth === 'body' ? { client_id: clientId, client_secret: clientSecret } : {}),
    }
    return {
      method: 'POST',
      url,
      headers: {
        'content-type': body === 'form' ? 'application/x-www-form-urlencoded' : 'application/json',
        ...(clientAuth === 'basic' ? { authorization: basic(clientId, clientSecret) } : {}),
      },
      body: body === 'form' ? new URLSearchParams(fields).toString() : JSON.stringify(fields),
    }
  }
}
