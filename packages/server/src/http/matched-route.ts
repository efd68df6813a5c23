import type { Context } from 'hono'
import { matchedRoutes } from 'hono/route'

/** The pattern of the route that answered, such as `/mcp/:agent`; `other` when none did. Never the path itself. */
export function matchedRoute(http: Context): string {
  return matchedRoutes(http).findLast(({ path }) => !path.includes('*'))?.path ?? 'other'
}
