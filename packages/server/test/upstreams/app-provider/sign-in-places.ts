import type { App, OAuth2 } from '@jackfield/catalog/run'
import { pathOf } from './address-pattern.ts'

/** One endpoint: the name of its host, and its path. */
export interface Place {
  host: string
  path: string
}

/** Where an app's OAuth endpoints are, as its manifest says. */
export interface SignInPlaces {
  authorize: Place
  token: Place
  revocation: (Place & { method: string }) | undefined
}

/** @throws Error when one of them does not start with a host of the app */
export function signInPlaces(app: App, oauth: OAuth2, clientId: string): SignInPlaces {
  const revocation = oauth.revoke?.({ clientId, clientSecret: 's', accessToken: 'a', refreshToken: 'r' })
  return {
    authorize: pathOf(app, oauth.authorize),
    token: pathOf(app, oauth.token),
    revocation: revocation && { ...pathOf(app, revocation.url), method: revocation.method },
  }
}

/** All that can be asked for: what the app asks for, and what its tools need. */
export function offeredScopes({ tools }: App, { scopes }: OAuth2): string[] {
  const needed = tools.flatMap((tool) => tool.scopes).flatMap((scope) => scope.split('|'))
  return [...new Set([...scopes.default, ...scopes.more, ...needed])]
}

/** Who signs the answers (RFC 9207), with the hosts where they are here. */
export function issuerOf(oauth: OAuth2, hosts: Record<string, string>): string {
  const address = (oauth.issuer ?? oauth.authorize).replace(
    /\{([a-z_]+)\}/g,
    (all, name: string) => hosts[name] ?? all,
  )
  return oauth.issuer === undefined ? new URL(address).origin : address
}
