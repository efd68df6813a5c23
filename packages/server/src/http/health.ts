import { Hono } from 'hono'
import type { Database } from '../storage/database.ts'
import { sayNewer } from '../storage/newer-schema.ts'
import type { SchemaWatch } from '../storage/newer-schema.ts'

const PING_MS = 2000

/** What readiness depends on. */
export interface Condition {
  database: Database
  schema: Pick<SchemaWatch, 'newer'>
  isClosing: () => boolean
}

/** `/healthz`: the process is up. `/readyz`: it can serve; 503 with what is missing when it cannot. */
export function healthRoutes(condition: Condition): Hono {
  const routes = new Hono()
  routes.get('/healthz', (http) => http.json({ ok: true }))
  routes.get('/readyz', async (http) => {
    const missing = await whatIsMissing(condition)
    return http.json({ ok: missing.length === 0, missing }, missing.length === 0 ? 200 : 503)
  })
  return routes
}

async function whatIsMissing({ database, schema, isClosing }: Condition): Promise<string[]> {
  if (isClosing()) return ['The server is shutting down.']
  // It still serves, but the next request is better off at a node of the new version.
  if (schema.newer().length > 0) return [sayNewer(schema.newer())]
  return missingDatabase(database)
}

/** Listening starts only when all migrations have run, so an answer is all that is needed. */
async function missingDatabase(database: Database): Promise<string[]> {
  const late = new Promise<never>((_, reject) => setTimeout(reject, PING_MS).unref())
  return Promise.race([database.ping(), late]).then(
    () => [],
    () => ['The database does not answer.'],
  )
}
