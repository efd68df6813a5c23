import { authenticateKey } from '../authenticate-key.ts'
import type { Key, KeyKind } from '../authenticate-key.ts'
import type { Context, Services } from '../context.ts'

/** What every agent key starts with, and more characters than any has. */
const PREFIX = 'jf_agent_'
const MAX_LENGTH = 100

const agentKeys: KeyKind = { table: 'agent_keys', read: findKey }

/**
 * Who calls with this agent key, or undefined when it is unknown, expired or revoked. The context names the one agent
 * that the key opens.
 */
export async function authenticateAgentKey({
  services,
  secret,
}: {
  services: Services
  secret: string
}): Promise<Context | undefined> {
  if (!secret.startsWith(PREFIX) || secret.length > MAX_LENGTH) return undefined
  return authenticateKey(services, agentKeys, secret)
}

async function findKey(services: Services, hash: string): Promise<Key | undefined> {
  const row = await services.database.db
    .selectFrom('agent_keys')
    .select(['id', 'account_id', 'agent_id', 'name', 'last_used_at', 'expires_at'])
    .where('token_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    accountId: row.account_id,
    actor: { type: 'agent_key', id: row.id, name: row.name, agentId: row.agent_id },
    expiresAt: row.expires_at?.getTime() ?? Infinity,
    notedAt: row.last_used_at?.getTime() ?? 0,
  }
}
