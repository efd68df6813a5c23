import type { Actor, Context, Services } from '../context.ts'
import { isUseToBeNoted, KnownKeys } from '../known-keys.ts'
import type { KnownKey } from '../known-keys.ts'

interface ApiKey extends KnownKey {
  actor: Actor & { type: 'api_key' }
}

/** One a process; kept here so that whoever drops the services drops the keys. */
const known = new WeakMap<Services, KnownKeys<ApiKey>>()

/** Who calls with this API key, or undefined when it is unknown, revoked or expired. Mostly answered from memory. */
export async function authenticateApiKey({
  services,
  secret,
}: {
  services: Services
  secret: string
}): Promise<Context | undefined> {
  const key = await keysOf(services).find(secret)
  if (!key) return undefined
  if (isUseToBeNoted(key)) await noteUse(services, key)
  return { accountId: key.accountId, actor: key.actor, db: services.database.db, services }
}

function keysOf(services: Services): KnownKeys<ApiKey> {
  const present = known.get(services)
  if (present) return present
  const keys = new KnownKeys(services.changes, (hash) => findKey(services, hash))
  known.set(services, keys)
  return keys
}

async function findKey(services: Services, hash: string): Promise<ApiKey | undefined> {
  const row = await services.database.db
    .selectFrom('api_keys')
    .select([
      'id',
      'account_id',
      'name',
      'role',
      'read_only',
      'scopes',
      'in_url',
      'expires_at',
      'last_used_at',
    ])
    .where('token_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const { id, name, role, read_only: readOnly, scopes, in_url: inUrl } = row
  return {
    accountId: row.account_id,
    actor: { type: 'api_key', id, name, role, readOnly, scopes, inUrl },
    expiresAt: row.expires_at?.getTime() ?? Infinity,
    notedAt: row.last_used_at?.getTime() ?? 0,
  }
}

async function noteUse(services: Services, key: ApiKey): Promise<void> {
  await services.database.db
    .updateTable('api_keys')
    .set({ last_used_at: new Date(key.notedAt) })
    .where('id', '=', key.actor.id)
    .execute()
}
