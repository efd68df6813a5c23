import { Hono } from 'hono'
import type { Database } from '../storage/database.ts'

const PING_MS = 2000

/** `/healthz`: the process is up. `/readyz`: it can serve; 503 with what is missing when it cannot. */
export function healthRoutes(database: Database, isClosing: () => boolean): Hono {
  const routes = new Hono()
  routes.get('/healthz', (http) => http.json({ ok: true }))
  routes.get('/readyz', async (http) => {
    const missing = isClosing() ? ['The server is shutting down.'] : await missingDatabase(database)
    return http.json({ ok: missing.length === 0, missing }, missing.length === 0 ? 200 : 503)
  })
  return routes
}

/** Listening starts only when all migrations have run, so an answer is all that is needed. */
async function missingDatabase(database: Database): Promise<string[]> {
  const late = new Promise<never>((_, reject) => setTimeout(reject, PING_MS).unref())
  return Promise.race([database.ping(), late]).then(
    () => [],
    () => ['The database does not answer.'],
  )
}
