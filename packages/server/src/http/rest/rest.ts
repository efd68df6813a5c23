import { OpenAPIHono } from '@hono/zod-openapi'
import type { HttpBindings } from '@hono/node-server'
import type { Context, Services } from '../../context.ts'

/** What the middlewares leave for those behind them. */
export interface HubEnv {
  /** Absent where no socket is behind the request. */
  Bindings: HttpBindings
  Variables: { requestId: string; clientAddress: string }
}

/** What endpoints are declared on. */
export interface Rest {
  app: OpenAPIHono<HubEnv>
  services: Services
  /**
   * @throws Refusal `unauthenticated` without a valid credential, `forbidden` on a cross-site request,
   *   `rate_limited` when the caller has sent too many requests.
   */
  authenticate: (request: Request, clientAddress: string) => Promise<Context>
  /** Every endpoint, so that a wrong method on a known path can be told from an unknown path. */
  declared: { method: string; pattern: RegExp }[]
}

/** An empty REST face. */
export function newRest(services: Services, authenticate: Rest['authenticate']): Rest {
  return { app: new OpenAPIHono<HubEnv>(), services, authenticate, declared: [] }
}
