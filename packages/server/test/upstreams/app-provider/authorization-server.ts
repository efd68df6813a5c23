import { generateKeyPairSync, randomBytes } from 'node:crypto'
import type { OAuth2 } from '@jackfield/catalog/run'
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { errors, Provider } from 'oidc-provider'
import { errorPage } from './consent-page.ts'
import type { GrantNotes } from './grant-notes.ts'
import type { Records } from './records.ts'
import { innerScope, unknownScope } from './registered-client.ts'

const TEN_YEARS = 315_360_000
const DAY = 86_400

export interface AuthorizationServerOptions {
  issuer: string
  records: Records
  notes: GrantNotes
  /** All that can be asked for. */
  scopes: string[]
  pkceRequired: boolean
  refresh: OAuth2['refresh']
  /** Whether the authorization request gets a refresh token. */
  isOffline: (asked: URLSearchParams) => boolean
  /** Seconds that an access token lives; null: until it is taken back. */
  lifetime: number | null
  /** Below the authorization endpoint it also comes back to after consent. */
  authorizePath: string
}

/**
 * RFC 6749 and RFC 7636 by oidc-provider: codes and refresh tokens that work once, redirect URIs to the letter,
 * client authentication in one style. What is the provider's own way stands in front of it.
 */
export function createAuthorizationServer(options: AuthorizationServerOptions): Provider {
  const provider = new Provider(options.issuer, configurationOf(options))
  // The endpoints in front of it say under which origin they are.
  provider.proxy = true
  provider.on('server_error', (_, error: Error) => process.emitWarning(error))
  return provider
}

function configurationOf(options: AuthorizationServerOptions): Configuration {
  const { records, notes, refresh, authorizePath, lifetime, isOffline } = options
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    adapter: (name: string) => records.adapter(name),
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'k', use: 'sig', alg: 'ES256' }] },
    cookies: { keys: [randomBytes(16).toString('hex')], short: { signed: true }, long: { signed: true } },
    scopes: [innerScope, unknownScope, ...options.scopes],
    responseTypes: ['code'],
    routes: { authorization: authorizePath, token: '/token' },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    pkce: { required: () => options.pkceRequired },
    extraParams: ['asked'],
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    expiresWithSession: () => false,
    issueRefreshToken: (_, __, code) =>
      Promise.resolve(refresh !== 'none' && isOffline(notes.of(code.grantId).asked)),
    rotateRefreshToken: () => refresh === 'single_use' || refresh === 'soft',
    interactions: { url: (_, interaction) => `/consent/${interaction.uid}` },
    renderError,
    ttl: {
      AccessToken: () => lifetime ?? TEN_YEARS,
      AuthorizationCode: () => 600,
      RefreshToken: () => TEN_YEARS,
      Grant: () => TEN_YEARS,
      Session: () => DAY,
      Interaction: () => DAY,
      IdToken: () => 3600,
    },
  }
}

/** For a person at the browser: what is wrong, and with which redirect URI. */
function renderError(
  ctx: KoaContextWithOIDC,
  out: { error: string; error_description?: string },
  error: Error,
): void {
  const redirect = ctx.oidc?.params?.['redirect_uri']
  const isRedirect = error instanceof errors.InvalidRedirectUri
  ctx.type = 'html'
  ctx.body = errorPage(
    isRedirect ? 'redirect_uri_mismatch' : out.error,
    isRedirect
      ? `The redirect URI ${String(redirect)} is not registered for this app.`
      : (out.error_description ?? 'The request cannot be answered.'),
  )
}
