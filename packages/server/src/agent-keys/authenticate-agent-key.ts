import { sql } from 'kysely'
import type { Actor, Context, Services } from '../context.ts'
import { isUseToBeNoted, KnownKeys, NOTE_EVERY_MS } from '../known-keys.ts'
import type { KnownKey } from '../known-keys.ts'

/** What every agent key starts with, and more characters than any has. */
const PREFIX = 'jf_agent_'
const MAX_LENGTH = 100

interface AgentKey extends KnownKey {
  actor: Actor & { type: 'agent_key' }
}

/** One a process; kept here so that whoever drops the services drops the keys. */
const known = new WeakMap<Services, KnownKeys<AgentKey>>()

/**
 * Who calls with this secret, or undefined when it is unknown, expired or revoked. Mostly answered from memory.
 * The context acts for the key's account and names the one agent that the key opens.
 */
export async function authenticateAgentKey({
  services,
  secret,
}: {
  services: Services
  secret: string
}): Promise<Context | undefined> {
  if (!secret.startsWith(PREFIX) || secret.length > MAX_LENGTH) return undefined
  const key = await keysOf(services).find(secret)
  if (!key) return undefined
  if (isUseToBeNoted(key)) noteUse(services, key)
  return { accountId: key.accountId, actor: key.actor, db: services.database.db, services }
}

function keysOf(services: Services): KnownKeys<AgentKey> {
  const present = known.get(services)
  if (present) return present
  const keys = new KnownKeys(services.changes, (hash) => findKey(services, hash))
  known.set(services, keys)
  return keys
}

async function findKey(services: Services, hash: string): Promise<AgentKey | undefined> {
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

/** Writes down that the key is used. The call does not wait for it and does not fail with it. */
function noteUse(services: Services, key: AgentKey): void {
  services.database.db
    .updateTable('agent_keys')
    .set({ last_used_at: sql`now()` })
    .where('id', '=', key.actor.id)
    .where('account_id', '=', key.accountId)
    // Another node may have noted it meanwhile.
    .where(sql<boolean>`coalesce(last_used_at, '-infinity') <= now() - ${NOTE_EVERY_MS} * interval '1 ms'`)
    .execute()
    .catch((error: unknown) =>
      services.log.warn({ err: error, key: key.actor.id }, 'use of an agent key not noted'),
    )
}
