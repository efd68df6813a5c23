import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Discovery, Target } from '../connectors/connector.ts'
import type { Services } from '../context.ts'

/** The time of the last look is written this often, though nothing else is. */
const WRITE_EVERY_MS = 10 * 60_000
const MOST_CONNECTIONS = 10_000

interface Known {
  accountId: string
  revision: number
  fingerprint: string
}

const known = new WeakMap<Services, LRUCache<string, Known>>()

/** Keeps in mind what an upstream listed, now that it is stored. Forgotten with every change in its account. */
export function rememberStored(services: Services, target: Target, discovery: Discovery): void {
  const { accountId, connectionId, revision } = target
  knownTo(services).set(connectionId, { accountId, revision, fingerprint: fingerprintOf(discovery) })
}

/** Whether an upstream lists what is stored of it. No only means that this node does not know. */
export function isAsStored(services: Services, target: Target, discovery: Discovery): boolean {
  const { connectionId, revision } = target
  const last = knownTo(services).get(connectionId)
  return last?.revision === revision && last.fingerprint === fingerprintOf(discovery)
}

function fingerprintOf(discovery: Discovery): string {
  return hash('sha256', JSON.stringify(discovery))
}

function knownTo(services: Services): LRUCache<string, Known> {
  const present = known.get(services)
  if (present) return present
  const created = new LRUCache<string, Known>({ max: MOST_CONNECTIONS, ttl: WRITE_EVERY_MS })
  known.set(services, created)
  services.changes.subscribe((accountId) => {
    if (accountId === undefined) return created.clear()
    for (const [connectionId, one] of created) if (one.accountId === accountId) created.delete(connectionId)
  })
  return created
}
