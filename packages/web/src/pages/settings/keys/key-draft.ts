import type { ApiKeyInput, Role } from '@jackfield/sdk'
import { expiryOf } from '../../../kit/access-keys/lifetime.ts'
import type { Lifetime } from '../../../kit/access-keys/lifetime.ts'

/** What a key opens. */
export type Opens = 'everything' | 'api' | 'sales' | 'areas'

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

/** The draft as the API takes it. */
export function keyInput(draft: KeyDraft): ApiKeyInput {
  const { name, role, readOnly, inUrl, lifetime } = draft
  const scopes = scopesOf(draft)
  return {
    name,
    role,
    read_only: readOnly,
    in_url: inUrl && mayStandInUrl(draft),
    ...(scopes && { scopes }),
    ...expiryOf(lifetime),
  }
}

function scopesOf({ opens, domains }: KeyDraft): string[] | undefined {
  if (opens === 'everything') return undefined
  if (opens === 'areas') return domains.map((domain) => `sales:${domain}`)
  return [opens]
}
