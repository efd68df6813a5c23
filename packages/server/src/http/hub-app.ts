import { Hono } from 'hono'
import type { Services } from '../context.ts'
import { countRequests } from './count-requests.ts'
import { dashboardRoutes } from './dashboard.ts'
import { docsRoutes } from './docs.ts'
import { callbackRoutes } from './callback.ts'
import { checkHost } from './host-check.ts'
import { iconRoutes } from './icons.ts'
import { logoRoutes } from './logos.ts'
import { requestLog } from './request-log.ts'
import { controlPlane } from './rest/control-plane.ts'
import { errorResponse, HttpRefusal } from './rest/errors.ts'
import type { HubEnv, Rest } from './rest/rest.ts'
import { traceRequests } from './trace-requests.ts'

/** The faces that the hub is made of. */
export interface Faces {
  authenticate: Rest['authenticate']
  health: Hono
  agents: Hono<HubEnv>
  platform: Hono<HubEnv>
  /** `/metrics`; absent when they are off. */
  metrics: Hono<HubEnv> | undefined
}

/** Everything the hub answers. */
export function hubApp(services: Services, faces: Faces): Hono<HubEnv> {
  const app = new Hono<HubEnv>()
  app.use(requestLog(services))
  if (faces.metrics) app.use(countRequests(services.meters))
  if (services.config.otlpEndpoint !== undefined) app.use(traceRequests(services.tracing))
  // Before the Host check: probes ask by address, and learn nothing.
  app.route('/', faces.health)
  if (faces.metrics) app.route('/', faces.metrics)
  app.use(async (http, next) => {
    checkHost(services, http.req.raw)
    await next()
  })
  app.route('/', faces.agents)
  app.route('/', faces.platform)
  app.route('/api/v1', controlPlane(services, faces.authenticate))
  app.route('/', docsRoutes())
  app.route('/', callbackRoutes(services))
  app.route('/', iconRoutes())
  app.route('/', logoRoutes(faces.authenticate))
  app.route('/', dashboardRoutes())
  app.notFound((http) =>
    respond(services, new HttpRefusal(404, 'not_found', 'There is nothing here.'), http.get('requestId')),
  )
  app.onError((error, http) => respond(services, error, http.get('requestId')))
  return app
}

function respond(services: Services, error: unknown, requestId: string): Response {
  return errorResponse(error, requestId, services.log)
}
