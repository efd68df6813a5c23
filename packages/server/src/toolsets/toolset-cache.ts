import { LRUCache } from 'lru-cache'
import { systemContext } from '../context.ts'
import type { Context, Services } from '../context.ts'
import type { Toolset } from './toolset.ts'

/** Toolsets kept in memory on this node. */
const most = 5000

/** Resolved toolsets, each loaded once and dropped when anything in its account changes, on any node. */
export interface ToolsetCache {
  /**
   * @param name what it is in its account: the agent's id, or which areas of the platform
   * @param load reads it where it is not there yet. Acts for nobody, since whoever comes next gets the same.
   * @throws whatever `load` throws
   */
  get(accountId: string, name: string, load: (ctx: Context) => Promise<Toolset>): Promise<Toolset>
}

const caches = new WeakMap<Services, ToolsetCache>()

/** The one cache of a process. */
export function toolsetCache(services: Services): ToolsetCache {
  const present = caches.get(services)
  if (present) return present
  const cache = createCache(services)
  caches.set(services, cache)
  return cache
}

function createCache(services: Services): ToolsetCache {
  const entries = new LRUCache<string, Promise<Toolset>>({ max: most })
  services.changes.subscribe((accountId) => {
    if (accountId === undefined) return entries.clear()
    for (const key of entries.keys()) if (key.startsWith(`${accountId} `)) entries.delete(key)
  })
  return {
    get(accountId, name, load) {
      const key = `${accountId} ${name}`
      const present = entries.get(key)
      services.meters.toolsetLookup(present !== undefined)
      if (present) return present
      // The promise itself is kept: a change that arrives while it loads removes it from the cache all the same.
      const loading = load(systemContext(services, accountId, 'toolset'))
      entries.set(key, loading)
      loading.catch(() => entries.get(key) === loading && entries.delete(key))
      return loading
    },
  }
}
