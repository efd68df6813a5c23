import type { ApiKey, App } from '@jackfield/catalog/run'
import type { Provider } from 'oidc-provider'
import type { GrantNotes } from './grant-notes.ts'
import { type Person, personOf } from './person.ts'
import { innerScope } from './registered-client.ts'
import type { Records } from './records.ts'
import type { Wording } from './wordings/wording.ts'

/** Whose request it is, and what they did not allow. */
export interface Identity {
  person: Person
  granted: string[]
  unticked: string[]
}

export interface Identifying {
  app: App
  wording: Wording
  /** Absent where the app has no OAuth. */
  signIn: { provider: Provider; records: Records; notes: GrantNotes } | undefined
  /** The fields of the key that is accepted. */
  apiKey: Record<string, string>
}

/** Who a request comes from; how it is refused, if from nobody. */
export async function identify(
  from: Identifying,
  request: Request,
  schemes: string[],
): Promise<Identity | 'expired' | 'invalid'> {
  const [scheme = '', token = ''] = (request.headers.get('authorization') ?? '').split(' ')
  const opens = from.wording.tokenOpens?.test(new URL(request.url).pathname) ?? true
  const found =
    opens && schemes.includes(scheme) ? await from.signIn?.provider.AccessToken.find(token) : undefined
  if (found) {
    const { unticked } = from.signIn?.notes.of(found.grantId) ?? { unticked: [] }
    return {
      person: personOf(found.accountId),
      granted: [...found.scopes].filter((scope) => scope !== innerScope),
      unticked,
    }
  }
  const key = from.app.auth.find((auth) => auth.kind === 'api_key')
  if (key && hasKey(from, key, request)) return { person: personOf('ada'), granted: [], unticked: [] }
  return from.signIn?.records.isExpired(token) ? 'expired' : 'invalid'
}

function hasKey({ wording, apiKey }: Identifying, auth: ApiKey, { headers }: Request): boolean {
  const secret = auth.fields.find((field) => field.secret)?.name
  if (wording.hasKey && secret !== undefined) return wording.hasKey(apiKey[secret] ?? '', headers)
  return Object.entries(auth.headers(apiKey)).every(([name, value]) => headers.get(name) === value)
}

/** The scope that a person unticked and that a tool cannot do without; undefined when there is none. */
export function missingScope(needed: string[], { granted, unticked }: Identity): string | undefined {
  return needed.find((scope) => {
    const either = scope.split('|')
    return either.some((one) => unticked.includes(one)) && !either.some((one) => granted.includes(one))
  })
}
