import { addressOf } from '@jackfield/catalog/run'
import type { App, OAuth2, Place } from '@jackfield/catalog/run'
import type { OAuthApp } from '../config.ts'
import type { SafeFetch } from '../net/safe-fetch.ts'

/** Everything that decides how we speak with one provider's authorization server, for one connection. */
export interface Provider {
  app: App
  auth: OAuth2
  place: Place
  /** The OAuth app that we are there. */
  client: OAuthApp
  net: SafeFetch
}

/** Its addresses, as RFC 8414 names them. */
export function serverOf({ app, auth, place }: Provider) {
  const authorization_endpoint = addressOf(app, auth.authorize, place)
  return {
    issuer: auth.issuer ?? new URL(authorization_endpoint).origin,
    authorization_endpoint,
    token_endpoint: addressOf(app, auth.token, place),
  }
}
