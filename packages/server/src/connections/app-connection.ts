import type { ApiKey, App, OAuth2, Sender } from '@jackfield/catalog/run'
import { placeOf } from '../apps/place-of.ts'
import type { OAuthApp } from '../config.ts'
import type { Services } from '../context.ts'
import type { AppCredential } from '../credentials/credential.ts'
import { Refusal } from '../errors.ts'
import type { Provider } from '../oauth-client/provider.ts'

/** How a credential travels to its app, from a place that the connection knows. */
export function senderOf(
  services: Services,
  app: App,
  credential: AppCredential,
  values: Record<string, string>,
): Sender {
  const place = placeOf(services, app, values)
  if (credential.kind === 'oauth2') {
    const { headers, base } = oauthWay(app)
    const token = credential.access_token
    return { app, place, base, headers: headers ? headers(token) : { authorization: `Bearer ${token}` } }
  }
  const { headers, base, whoami } = keyWay(app)
  return { app, place, base, whoami, headers: headers(credential.key) }
}

/** The authorization server of an app, from a place that the connection knows. @throws Refusal as `oauthWay` */
export function providerOf(
  services: Services,
  app: App,
  client: OAuthApp,
  values: Record<string, string>,
): Provider {
  return { app, auth: oauthWay(app), place: placeOf(services, app, values), client, net: services.net }
}

/** The app's OAuth. @throws Refusal `conflict` when it has none */
export function oauthWay(app: App): OAuth2 {
  const way = app.auth.find((one) => one.kind === 'oauth2')
  if (!way)
    throw new Refusal('conflict', `Nobody signs in to ${app.name} by OAuth.`, {
      hint: 'Enter a key instead.',
    })
  return way
}

/** The app's keys. @throws Refusal `conflict` when it has none */
export function keyWay(app: App): ApiKey {
  const way = app.auth.find((one) => one.kind === 'api_key')
  if (!way) throw new Refusal('conflict', `${app.name} has no keys to enter.`, { hint: 'Sign in instead.' })
  return way
}
