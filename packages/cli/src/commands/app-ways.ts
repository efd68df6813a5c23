import type { Connector, SignInOptions } from '@jackfield/sdk'
import { CliError } from '../failure.ts'

type Way = SignInOptions['ways'][number]
export type OAuthWay = Extract<Way, { kind: 'oauth2' }>
export type KeyWay = Extract<Way, { kind: 'api_key' }>

/** How one signs in to an app by OAuth, where it has that. */
export function oauthWay({ ways }: SignInOptions): OAuthWay | undefined {
  return ways.find((way) => way.kind === 'oauth2')
}

/** Which keys an app takes, where it does. */
export function keyWay({ ways }: SignInOptions): KeyWay | undefined {
  return ways.find((way) => way.kind === 'api_key')
}

/** The OAuth of an app. @throws CliError that names the other way */
export function requireOAuth({ name, slug }: Connector, options: SignInOptions): OAuthWay {
  const way = oauthWay(options)
  if (way) return way
  throw new CliError(
    'refused',
    `Nobody signs in to ${name} by OAuth.`,
    `Connect it with a key: jackfield connectors key ${slug}`,
  )
}

/** The keys of an app. @throws CliError that names the other way */
export function requireKeys({ name, slug }: Connector, options: SignInOptions): KeyWay {
  const way = keyWay(options)
  if (way) return way
  throw new CliError(
    'refused',
    `${name} has no keys to enter.`,
    `Sign in instead: jackfield connectors sign-in ${slug}`,
  )
}

/** The OAuth app in use, in words. */
export function clientWords({ client }: Pick<OAuthWay, 'client'>): string {
  if (!client) return 'none is set up'
  return `${client.client_id} (${client.owner === 'account' ? "the account's own" : 'set by the operator'})`
}
