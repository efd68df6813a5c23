import { randomBytes } from 'node:crypto'
import type { AdapterPayload } from 'oidc-provider'

/** Stands for a scope that the provider does not offer: asked for in its place, it is refused as RFC 6749 has it. */
export const unknownScope = 'unknown-scope'
/** Every grant has it, so that one of a provider without scopes, or with all of them unticked, is a grant too. */
export const innerScope = 'signed-in'

/** The one OAuth app that is registered at the provider. */
export class RegisteredClient {
  readonly clientId: string
  readonly clientSecret = randomBytes(24).toString('hex')
  readonly redirects = new Set<string>()
  readonly #scopes: string[]

  constructor(slug: string, scopes: string[]) {
    this.clientId = `${slug}-client-1`
    this.#scopes = scopes
  }

  /** For oidc-provider; read anew for each request, because redirect URIs are added while it runs. */
  payload(): AdapterPayload {
    return {
      client_id: this.clientId,
      client_secret: this.clientSecret,
      redirect_uris:
        this.redirects.size > 0 ? [...this.redirects] : ['https://nothing-is-registered.invalid/'],
      // It takes either style; the token endpoint in front of it takes the provider's own only.
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      scope: [innerScope, ...this.#scopes].join(' '),
      id_token_signed_response_alg: 'ES256',
    }
  }
}
