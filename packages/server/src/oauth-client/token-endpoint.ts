import {
  ClientSecretPost,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  customFetch,
  nopkce,
  processAuthorizationCodeResponse,
  processRefreshTokenResponse,
  refreshTokenGrantRequest,
  validateAuthResponse,
  OperationProcessingError,
  ResponseBodyError,
} from 'oauth4webapi'
import type { ClientAuth } from 'oauth4webapi'
import type { Json } from '@jackfield/catalog/run'
import { basic, CatalogError } from '@jackfield/catalog/run'
import { NetError } from '../net/net-error.ts'
import { serverOf } from './provider.ts'
import type { Provider } from './provider.ts'
import { SignInFailure } from './sign-in-failure.ts'
import { readTokenAnswer } from './token-answer.ts'

/** Together less than the lease under which a token is renewed. */
const limits = { headersTimeout: 10_000, wholeBodyTimeout: 10_000, maxBody: 1024 * 1024 }

/** What a token endpoint gave (RFC 6749 section 5.1). */
export interface Tokens {
  accessToken: string
  /** Absent where none came: what was there before stays in use (section 6). */
  refreshToken: string | undefined
  /** Seconds; null where the token ends only when it is refused. */
  expiresIn: number | null
  /** Null: as asked for. */
  scopes: string[] | null
  /** Facts that the app's addresses need. */
  values: Record<string, string>
}

/** How the browser came back. */
export interface Callback {
  parameters: URLSearchParams
  state: string
  redirectUri: string
  verifier: string
}

/**
 * Turns the code into tokens (RFC 6749 section 4.1.3), after a look at `state` and `iss` (RFC 9207).
 * @throws SignInFailure
 */
export async function exchangeCode(provider: Provider, callback: Callback): Promise<Tokens> {
  return asking(provider, callback.redirectUri, async (server, client, authentication, options) => {
    const parameters = validateAuthResponse(server, client, callback.parameters, callback.state)
    const response = await authorizationCodeGrantRequest(
      server,
      client,
      authentication,
      parameters,
      callback.redirectUri,
      provider.auth.pkce ? callback.verifier : nopkce,
      options,
    )
    return processAuthorizationCodeResponse(server, client, response)
  })
}

/**
 * Renews the access token (RFC 6749 section 6).
 * @param redirectUri that of the sign-in: some providers want it here too
 * @throws SignInFailure
 */
export async function renewTokens(
  provider: Provider,
  refreshToken: string,
  redirectUri: string,
): Promise<Tokens> {
  const { tokenParams, renewalRedirect } = provider.auth
  const additionalParameters: Record<string, string> = {
    ...tokenParams,
    ...(renewalRedirect ? { redirect_uri: redirectUri } : {}),
  }
  return asking(provider, undefined, async (server, client, authentication, options) => {
    const given = { ...options, additionalParameters }
    const response = await refreshTokenGrantRequest(server, client, authentication, refreshToken, given)
    return processRefreshTokenResponse(server, client, response)
  })
}

type Options = NonNullable<Parameters<typeof refreshTokenGrantRequest>[4]>
type Ask = (
  server: ReturnType<typeof serverOf>,
  client: { client_id: string },
  authentication: ClientAuth,
  options: Options,
) => Promise<unknown>

/** @param redirectUri absent in a renewal, which cannot fail for it */
async function asking(provider: Provider, redirectUri: string | undefined, ask: Ask): Promise<Tokens> {
  const { auth, client, app } = provider
  const server = serverOf(provider)
  const authentication: ClientAuth =
    auth.clientAuth === 'basic'
      ? // As it stands: RFC 6749 wants both encoded as a form's first, which providers do not undo.
        (_server, _client, _body, headers) =>
          headers.set('authorization', basic(client.clientId, client.clientSecret))
      : ClientSecretPost(client.clientSecret)
  try {
    const answer = await ask(server, { client_id: client.clientId }, authentication, {
      [customFetch]: (url: string, init: { headers: Record<string, string>; body: URLSearchParams }) =>
        send(provider, url, init.headers, init.body),
      // The guard at the door outward decides which addresses may be reached, and how.
      [allowInsecureRequests]: true,
      additionalParameters: auth.tokenParams,
    })
    return toTokens(provider, answer as Json)
  } catch (error) {
    throw explain(error, provider, redirectUri, app.name)
  }
}

async function send(provider: Provider, url: string, headers: Record<string, string>, form: URLSearchParams) {
  const { auth, app, net } = provider
  const json = auth.tokenBody === 'json'
  const response = await net(url, {
    method: 'POST',
    headers: {
      ...headers,
      accept: 'application/json',
      'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded;charset=UTF-8',
    },
    body: json ? JSON.stringify(Object.fromEntries(form)) : form.toString(),
    redirects: 'none',
    limits,
  })
  const type = response.headers.get('content-type') ?? ''
  const answer = readTokenAnswer(auth, app.name, response.status, type, await response.text())
  return new Response(JSON.stringify(answer), {
    status: 'error' in answer ? 400 : 200,
    headers: { 'content-type': 'application/json' },
  })
}

function toTokens({ auth }: Provider, answer: Json): Tokens {
  const { access_token, refresh_token, expires_in, scope } = answer
  return {
    accessToken: String(access_token),
    refreshToken: typeof refresh_token === 'string' ? refresh_token : undefined,
    expiresIn: typeof expires_in === 'number' ? expires_in : auth.lifetime,
    scopes: typeof scope === 'string' ? scope.split(' ').filter((one) => one !== '') : null,
    values: auth.values ? auth.values(answer) : {},
  }
}

function explain(
  error: unknown,
  provider: Provider,
  redirectUri: string | undefined,
  name: string,
): SignInFailure {
  if (error instanceof SignInFailure) return error
  const options = { cause: error }
  if (error instanceof ResponseBodyError) return explainRefusal(error, provider, redirectUri)
  if (error instanceof NetError)
    return new SignInFailure('unreachable', `${name} could not be reached: ${error.message}`, options)
  if (error instanceof CatalogError) return new SignInFailure('bad_answer', error.message, options)
  if (error instanceof OperationProcessingError) {
    const field = /"(access_token|token_type|expires_in|scope|refresh_token|iss|state)"/.exec(
      error.message,
    )?.[1]
    const what =
      field === 'iss' ? 'came from another issuer' : field ? `lacks a usable ${field}` : 'is not one'
    return new SignInFailure('bad_answer', `The answer of ${name} ${what}. Nothing was connected.`, options)
  }
  return new SignInFailure('bad_answer', `${name} did not answer as OAuth 2.0 says.`, options)
}

function explainRefusal(
  error: ResponseBodyError,
  provider: Provider,
  redirectUri: string | undefined,
): SignInFailure {
  const { app, auth } = provider
  const words = error.error_description ?? error.error
  const said = `${app.name} says: ${words.slice(0, 300)}`
  const options = { cause: error }
  const aboutRedirect = error.error === 'redirect_uri_mismatch' || /redirect.?ur[il]/i.test(words)
  // The RFC's own words for any `invalid_grant` name the redirect URI, so those of a renewal prove nothing.
  if (redirectUri !== undefined && aboutRedirect)
    return new SignInFailure(
      'redirect_uri',
      `${said}. We sent the redirect URI ${redirectUri}: register exactly that at ${auth.register}.`,
      options,
    )
  if (error.error === 'invalid_grant') return new SignInFailure('invalid_grant', said, options)
  if (['invalid_client', 'unauthorized_client', 'incorrect_client_credentials'].includes(error.error))
    return new SignInFailure(
      'invalid_client',
      `${said}. Check the client id and secret of the OAuth app, at ${auth.register}.`,
      options,
    )
  if (error.error === 'temporarily_unavailable' || error.error === 'server_error')
    return new SignInFailure('unreachable', said, options)
  return new SignInFailure('refused', said, options)
}
