import type { Connector, SignInOptions } from '@jackfield/sdk'

export type Way = SignInOptions['ways'][number]
export type OAuthWay = Extract<Way, { kind: 'oauth2' }>
export type KeyWay = Extract<Way, { kind: 'api_key' }>
export type Setting = SignInOptions['settings'][number]

/** What has to be done next to connect an app. */
export type Step =
  /** Nobody has registered an OAuth app there yet (SEC-11). */
  { kind: 'register'; way: OAuthWay } | { kind: 'sign-in'; way: OAuthWay } | { kind: 'key'; way: KeyWay }

/** What every step's form needs. */
export interface StepForm {
  /** For the button that stands outside of it. */
  id: string
  connector: Connector
  settings: Setting[]
  hosts: SignInOptions['hosts']
  onBusyChange(busy: boolean): void
}

/**
 * The step of the way that somebody chose, or of the preferred one.
 * @throws Error for an app without a way, which no catalog entry is
 */
export function stepOf({ ways }: SignInOptions, chosen: Way['kind'] | undefined): Step {
  const way = ways.find(({ kind }) => kind === chosen) ?? ways[0]
  if (!way) throw new Error('There is no way to connect this app.')
  if (way.kind === 'api_key') return { kind: 'key', way }
  return { kind: way.client === null ? 'register' : 'sign-in', way }
}
