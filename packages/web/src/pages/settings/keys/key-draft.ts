import type { ApiKeyInput, Role } from '@jackfield/sdk'

/** What a key opens. */
export type Opens = 'everything' | 'api' | 'sales' | 'areas'

/** Days until a key ends, as the choices of the form. */
export type Lifetime = '7' | '30' | '90' | '365' | 'never'

/** A key as it is being made. */
export interface KeyDraft {
  name: string
  role: Role
  readOnly: boolean
  opens: Opens
  /** Domains of areas, for `areas`. */
  domains: string[]
  inUrl: boolean
  lifetime: Lifetime
}

const DAY_MS = 86_400_000

/** What the form begins with: little, so that a key gets more only when somebody says so. */
export const emptyDraft: KeyDraft = {
  name: '',
  role: 'member',
  readOnly: false,
  opens: 'everything',
  domains: [],
  inUrl: false,
  lifetime: '90',
}

/** Only keys for the Sales Platform alone may stand in an address. */
export function mayStandInUrl({ opens }: KeyDraft): boolean {
  return opens === 'sales' || opens === 'areas'
}

/** The draft as the API takes it. @param now in milliseconds since 1970 */
export function keyInput(draft: KeyDraft, now = Date.now()): ApiKeyInput {
  const { name, role, readOnly, inUrl, lifetime } = draft
  const scopes = scopesOf(draft)
  return {
    name,
    role,
    read_only: readOnly,
    in_url: inUrl && mayStandInUrl(draft),
    ...(scopes && { scopes }),
    ...(lifetime !== 'never' && { expires_at: new Date(now + Number(lifetime) * DAY_MS).toISOString() }),
  }
}

function scopesOf({ opens, domains }: KeyDraft): string[] | undefined {
  if (opens === 'everything') return undefined
  if (opens === 'areas') return domains.map((domain) => `sales:${domain}`)
  return [opens]
}
