import { LRUCache } from 'lru-cache'
import type { Actor, Services } from '../context.ts'

/** A key that was found. */
export interface KnownKey {
  accountId: string
  actor: Actor & { type: 'agent_key' }
  /** Milliseconds since 1970; Infinity when it stays. */
  expiresAt: number
  /** When its use was last noted, in milliseconds since 1970. */
  notedAt: number
}

/** The keys in use, by the hash of their secret. */
export interface AgentKeyCache {
  get(hash: string): KnownKey | undefined
  /** Keeps what `find` answers, unless something changed meanwhile: then it may be stale already. */
  fill(hash: string, find: () => Promise<KnownKey | undefined>): Promise<KnownKey | undefined>
}

/** One a process; kept here so that whoever drops the services drops the cache. */
const caches = new WeakMap<Services, AgentKeyCache>()

/** The cache of these services. Entries leave when their account changes; a minute bounds whatever was missed. */
export function agentKeyCache(services: Services): AgentKeyCache {
  const cache = caches.get(services) ?? newCache(services)
  caches.set(services, cache)
  return cache
}

function newCache(services: Services): AgentKeyCache {
  const known = new LRUCache<string, KnownKey>({ max: 10_000, ttl: 60_000 })
  let changes = 0
  services.changes.subscribe((accountId) => {
    changes += 1
    for (const [hash, key] of known.entries())
      if (accountId === undefined || key.accountId === accountId) known.delete(hash)
  })
  return {
    get: (hash) => known.get(hash),
    async fill(hash, find) {
      const before = changes
      const key = await find()
      if (key && before === changes) known.set(hash, key)
      return key
    },
  }
}
