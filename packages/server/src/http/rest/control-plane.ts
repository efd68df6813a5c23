import type { Hono } from 'hono'
import type { Services } from '../../context.ts'
import { refuseCrossSite } from '../cross-site.ts'
import { accountRoutes } from './account.ts'
import { agentKeyRoutes } from './agent-keys.ts'
import { agentRoutes } from './agents.ts'
import { apiKeyRoutes } from './api-keys.ts'
import { areaToolRoutes } from './area-tools.ts'
import { auditRoutes } from './audit.ts'
import { HttpRefusal } from './errors.ts'
import { callRoutes } from './calls.ts'
import { catalogEntryRoutes } from './catalog-entries.ts'
import { connectorRequestRoutes } from './connector-requests.ts'
import { connectorRoutes } from './connectors.ts'
import { mcpJsonRoutes } from './mcp-json.ts'
import { openApiDocument } from './openapi-document.ts'
import { peopleRoutes } from './people.ts'
import { policyRoutes } from './policies.ts'
import { newRest } from './rest.ts'
import type { HubEnv, Rest } from './rest.ts'
import { sessionRoutes } from './sessions.ts'
import { templateRoutes } from './templates.ts'
import { webhookRoutes } from './webhooks.ts'

/** `/api/v1`: every endpoint, and the OpenAPI document that describes them. */
export function controlPlane(services: Services, authenticate: Rest['authenticate']): Hono<HubEnv> {
  const rest = newRest(services, authenticate)
  rest.app.use(async (http, next) => {
    refuseCrossSite(services, http.req.raw)
    await next()
  })
  sessionRoutes(rest)
  accountRoutes(rest)
  peopleRoutes(rest)
  apiKeyRoutes(rest)
  mcpJsonRoutes(rest)
  connectorRoutes(rest)
  catalogEntryRoutes(rest)
  connectorRequestRoutes(rest)
  templateRoutes(rest)
  agentRoutes(rest)
  agentKeyRoutes(rest)
  policyRoutes(rest)
  callRoutes(rest)
  areaToolRoutes(rest)
  auditRoutes(rest)
  webhookRoutes(rest)
  let document: ReturnType<typeof openApiDocument> | undefined
  rest.app.get('/openapi.json', (http) => http.json((document ??= openApiDocument(rest, services))))
  rest.app.all('*', (http) => {
    throw nothingHere(rest, http.req.method, http.req.path.replace(/^\/api\/v1/, ''))
  })
  return rest.app
}

function nothingHere(rest: Rest, method: string, path: string): HttpRefusal {
  const allowed = rest.declared
    .filter(({ pattern }) => pattern.test(path))
    .map((one) => one.method.toUpperCase())
  if (allowed.length === 0)
    return new HttpRefusal(404, 'not_found', 'There is no such endpoint.', {
      hint: 'See /docs for all of them.',
    })
  const allow = allowed.join(', ')
  const message = `${method} is not possible here; ${allow} is.`
  return new HttpRefusal(405, 'method_not_allowed', message, { headers: { allow } })
}
