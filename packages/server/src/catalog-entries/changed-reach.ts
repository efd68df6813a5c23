import type { CatalogEntry, EntryAuth } from '@jackfield/catalog/run'
import { Refusal } from '../errors.ts'
import type { EntryRow } from './require-entry.ts'

/** Whether what was stored for signing in would go to another server, or in another way. */
export function changedReach(before: CatalogEntry, after: CatalogEntry): boolean {
  return (
    new URL(before.server).origin !== new URL(after.server).origin || wayOf(before.auth) !== wayOf(after.auth)
  )
}

/** @throws Refusal `conflict` */
export function refuseWhileConnected({ name, connection_id: connection }: EntryRow): void {
  if (connection === null) return
  throw new Refusal('conflict', `${name} is connected, and its credential would go elsewhere.`, {
    hint: 'Disconnect it first, then change its server or sign-in, then connect it again.',
  })
}

/** A way to sign in without its scopes, which can change while somebody is signed in. */
function wayOf(auth: EntryAuth): string {
  switch (auth.kind) {
    case 'api_key':
      return JSON.stringify([auth.kind, auth.header.toLowerCase(), auth.prefix])
    case 'oauth2':
      return JSON.stringify([auth.kind, auth.authorize, auth.token, auth.clientAuth, auth.pkce])
    case 'none':
    case 'bearer':
    case 'basic':
      return auth.kind
    default:
      return auth satisfies never
  }
}
