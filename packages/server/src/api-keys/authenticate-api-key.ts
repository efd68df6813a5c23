import { authenticateKey } from '../authenticate-key.ts'
import type { Key, KeyKind } from '../authenticate-key.ts'
import type { Context, Services } from '../context.ts'

const apiKeys: KeyKind = { table: 'api_keys', read: findKey }

/** Who calls with this API key, or undefined when it is unknown, expired or revoked. */
export function authenticateApiKey({
  services,
  secret,
}: {
  services: Services
  secret: string
}): Promise<Context | undefined> {
  return authenticateKey(services, apiKeys, secret)
}

async function findKey(services: Services, hash: string): Promise<Key | undefined> {
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
