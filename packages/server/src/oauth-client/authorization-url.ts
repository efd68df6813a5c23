import { calculatePKCECodeChallenge } from 'oauth4webapi'
import { serverOf } from './provider.ts'
import type { Provider } from './provider.ts'

export interface AuthorizationRequest {
  redirectUri: string
  state: string
  /** Used where the provider knows PKCE. */
  verifier: string
  scopes: string[]
}

/** Where the browser is sent to consent: an authorization request (RFC 6749 section 4.1.1, RFC 7636 section 4.3). */
export async function authorizationUrl(provider: Provider, request: AuthorizationRequest): Promise<string> {
  const { auth, client } = provider
  const url = new URL(serverOf(provider).authorization_endpoint)
  const parameters = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: request.redirectUri,
    state: request.state,
    ...(request.scopes.length > 0 && !auth.scopes.registered
      ? { scope: request.scopes.join(auth.scopes.separator) }
      : {}),
    ...(auth.pkce
      ? {
          code_challenge: await calculatePKCECodeChallenge(request.verifier),
          code_challenge_method: 'S256',
        }
      : {}),
    ...auth.authorizeParams,
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}
