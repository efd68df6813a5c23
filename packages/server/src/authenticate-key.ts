import { sql } from 'kysely'
import type { Actor, Context, Services } from './context.ts'
import { isUseToBeNoted, KnownKeys, NOTE_EVERY_MS } from './known-keys.ts'
import type { KnownKey } from './known-keys.ts'

/** A key, and who calls with it. */
export interface Key extends KnownKey {
  actor: Actor & { type: 'agent_key' | 'api_key' }
}

/** One kind of bearer keys. There is one object of each kind. */
export interface KeyKind {
  table: 'agent_keys' | 'api_keys'
  /** Finds a key that is not revoked by the hash of its secret. */
  read: (services: Services, hash: string) => Promise<Key | undefined>
}

/** One a process and kind; kept here so that whoever drops the services drops the keys. */
const known = new WeakMap<Services, Map<KeyKind, KnownKeys<Key>>>()

/**
 * Who calls with a key of this kind, or undefined when it is unknown, expired or revoked. Mostly answered from memory.
 * The context acts for the key's account.
 */
export async function authenticateKey(
  services: Services,
  kind: KeyKind,
  secret: string,
): Promise<Context | undefined> {
  const key = await keysOf(services, kind).find(secret)
  if (!key) return undefined
  if (isUseToBeNoted(key)) noteUse(services, kind, key)
  return { accountId: key.accountId, actor: key.actor, db: services.database.db, services }
}

function keysOf(services: Services, kind: KeyKind): KnownKeys<Key> {
  const kinds = known.get(services) ?? new Map<KeyKind, KnownKeys<Key>>()
  known.set(services, kinds)
  const keys = kinds.get(kind) ?? new KnownKeys(services.changes, (hash) => kind.read(services, hash))
  kinds.set(kind, keys)
  return keys
}

/** Writes down that the key is used. The call does not wait for it and does not fail with it. */
function noteUse(services: Services, { table }: KeyKind, { accountId, actor }: Key): void {
  services.database.db
    .updateTable(table)
    .set({ last_used_at: sql`now()` })
    .where('id', '=', actor.id)
    .where('account_id', '=', accountId)
    // Another node may have noted it meanwhile.
    .where(sql<boolean>`coalesce(last_used_at, '-infinity') <= now() - ${NOTE_EVERY_MS} * interval '1 ms'`)
    .execute()
    .catch((error: unknown) => services.log.warn({ err: error, key: actor.id }, 'use of a key not noted'))
}
