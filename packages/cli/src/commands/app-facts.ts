import type { Connector, SignInOptions } from '@jackfield/sdk'
import { localTime } from '../output.ts'
import { facts } from '../table.ts'
import { clientWords, keyWay, oauthWay, type KeyWay } from './app-ways.ts'

type Facts = [string, string | undefined][]
type AppState = NonNullable<Connector['app']>
export type Revocation = NonNullable<AppState['revocation']>

/** What is known of the connection to an app; nothing for other families. */
export function appFacts({ app, name, status }: Connector): Facts {
  if (!app) return []
  const connection: Facts = [
    ['Connected as', app.label ?? 'the app does not say'],
    ['Signed in by', app.sign_in === 'api_key' ? 'key' : 'OAuth'],
    ['Granted', app.sign_in === 'oauth2' ? (app.scopes?.join(' ') ?? 'the app does not say') : undefined],
    ['Access', status === 'connected' ? accessWords(app) : undefined],
  ]
  return [
    ...(status === 'available' ? [] : connection),
    ['Last disconnect', app.revocation ? revocationWords(app.revocation, name) : undefined],
  ]
}

/** How one can sign in to it, and what it would ask for: to be read before it is connected (SEC-10). */
export function signInFacts(ways: SignInOptions): string {
  const oauth = oauthWay(ways)
  const key = keyWay(ways)
  return facts([
    ['OAuth app', oauth && clientWords(oauth)],
    ['Asks for', oauth?.scopes.default.join(' ')],
    ['More on request', oauth?.scopes.more.join(' ')],
    ['Takes keys', key && keyWords(key)],
    ['Has to know', ways.settings.map(({ label }) => label).join(', ')],
    ['Is at', ways.hosts.map(hostWords).join(', ')],
    ['Documentation', ways.docs],
  ])
}

/** An account's own app may need none, and may not say where they are found. */
function keyWords({ label, where, fields }: KeyWay): string {
  if (fields.length === 0) return 'it needs none'
  return where ? `${label}, from ${where}` : label
}

/** By its name, which an operator needs who moves it. */
function hostWords({ name, url, moved }: SignInOptions['hosts'][number]): string {
  return `${name} ${url}${moved ? ' (moved by the operator)' : ''}`
}

/** What became of an app's access at the app after a disconnect. */
export function revocationWords({ status, message, at }: Revocation, name: string): string {
  if (status === 'done') return `${localTime(at)}: the access was taken back at ${name}`
  if (status === 'pending') {
    const so = message ? `; so far: ${message}` : ''
    return `since ${localTime(at)} the access is being taken back at ${name}, with retries for about a day${so}`
  }
  return `${localTime(at)}: ${status === 'failed' ? `the access could not be taken back. ` : ''}${message ?? ''}`
}

function accessWords({ sign_in: kind, expires_at: end, renewable }: AppState): string {
  if (kind === 'api_key' || (end === null && !renewable)) return 'until it is refused'
  if (end === null) return 'renewed when it is refused'
  return `until ${localTime(end)}, ${renewable ? 'renewed before' : 'then somebody has to sign in again'}`
}
