import { Hono } from 'hono'
import { readLogo } from '../custom-connectors/read-logo.ts'
import type { HubEnv, Rest } from './rest/rest.ts'

/** Whatever somebody else's picture holds, it is shown and does nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** The pictures of custom connectors, for whoever is logged in to their account. */
export function logoRoutes(authenticate: Rest['authenticate']): Hono<HubEnv> {
  const routes = new Hono<HubEnv>()
  routes.get('/logos/:id{\\w+}', async (http) => {
    const ctx = await authenticate(http.req.raw, http.get('clientAddress'))
    const { mediaType, bytes } = await readLogo({ ctx, input: { id: http.req.param('id') } })
    return http.body(new Uint8Array(bytes), 200, {
      'content-type': mediaType,
      'content-security-policy': POLICY,
      'cache-control': 'private, max-age=86400',
      // The next one who logs in with this browser may belong to another account.
      vary: 'Cookie, Authorization',
    })
  })
  return routes
}
