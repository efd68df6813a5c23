import { areas } from '@jackfield/platform'
import type { Area } from '@jackfield/platform'
import { Hono } from 'hono'
import { authenticateApiKey } from '../../api-keys/authenticate-api-key.ts'
import { roleCovers } from '../../authorise.ts'
import type { Context, Services } from '../../context.ts'
import type { RateLimits } from '../../rate-limits/rate-limits.ts'
import type { Source } from '../../toolsets/source.ts'
import type { HubEnv } from '../rest/rest.ts'
import { traced } from '../traced.ts'
import { FastLane } from './fast-lane.ts'
import { isListen, readMessage } from './read-message.ts'
import { sdkHandler, served } from './sdk-lane.ts'
import { bearerOf, jsonRpcRefusal, keyRefusal, leaving, originRefusal, tooMany } from './refusals.ts'

/** The MCP face of the Sales Platform for outside clients. */
export interface PlatformEndpoint {
  routes: Hono<HubEnv>
  /** Ends the open streams; calls in flight go on. */
  close(): Promise<void>
}

/**
 * `/api/mcp/sales-management?account_id=&domain=`: the areas as an MCP server (ADR-1). Without `domain` it offers
 * every area that the key opens; `domain` may be repeated or comma-separated. An API key as Bearer; in the address
 * only a key that was made for it (ADR-8).
 */
export function platformEndpoint(services: Services, limits: RateLimits): PlatformEndpoint {
  // Listening is apart, because a handler that is closed drops its calls in flight.
  const [sdk, listening] = [sdkHandler(services), sdkHandler(services)]
  const calls = new FastLane(sdk)
  let closed = false
  const routes = new Hono<HubEnv>().all('/api/mcp/sales-management', async (http) => {
    const request = http.req.raw
    const foreign = originRefusal(request, services)
    if (foreign) return foreign
    const url = new URL(request.url)
    const ctx = await authenticate(services, request, url)
    if (!ctx) {
      const refusal = limits.refused('mcp', http.get('clientAddress'))
      return refusal ? tooMany(refusal) : keyRefusal(request, url)
    }
    const refusal = limits.request('mcp', ctx)
    if (refusal) return tooMany(refusal)
    const account = url.searchParams.get('account_id')
    if (account !== null && account !== ctx.accountId)
      return jsonRpcRefusal(404, -32600, 'There is no such account.')
    const chosen = chooseAreas(ctx, url.searchParams.getAll('domain'))
    if (chosen instanceof Response) return chosen
    const what = { ctx, source: { kind: 'platform', areas: chosen } satisfies Source }
    if (request.method !== 'POST') return sdk.fetch(request, served(what))
    const message = await readMessage(http.env.incoming)
    if (message instanceof Response) return message
    if (!isListen(message.body)) return calls.serve(request, http.env.outgoing, what, message)
    return closed ? leaving() : listening.fetch(request, served(what, message))
  })
  return { routes, close: () => ((closed = true), listening.close()) }
}

async function authenticate(services: Services, request: Request, url: URL): Promise<Context | undefined> {
  const bearer = bearerOf(request)
  const secret = bearer ?? url.searchParams.get('key') ?? undefined
  if (!secret?.startsWith('jf_key_')) return undefined
  const ctx = await authenticateApiKey({ services, secret })
  if (!ctx || ctx.actor.type !== 'api_key') return undefined
  // A key that was not made to stand in an address is not taken from one: addresses end up in logs.
  if (bearer === undefined && !ctx.actor.inUrl) return undefined
  return roleCovers(ctx.actor.role, 'member') ? traced(ctx, request) : undefined
}

/** The areas that are asked for and that the key opens (ADR-11, ADR-13). */
function chooseAreas(ctx: Context, asked: string[]): Area[] | Response {
  const opened = areas.filter((area) => opens(ctx, area))
  const words = asked
    .flatMap((value) => value.split(','))
    .map((word) => word.trim().toLowerCase())
    .filter(Boolean)
  if (words.length === 0) return opened
  const chosen = new Set<Area>()
  for (const word of words) {
    const area = areas.find((one) =>
      [one.domain, one.slug, one.name, ...one.aliases].some((name) => name.toLowerCase() === word),
    )
    if (!area)
      return jsonRpcRefusal(
        400,
        -32602,
        `There is no domain "${word.slice(0, 60)}". Valid: ${areas.map((one) => one.domain).join(', ')}.`,
      )
    if (!opened.includes(area)) return jsonRpcRefusal(403, -32600, `This key does not open ${area.domain}.`)
    chosen.add(area)
  }
  return areas.filter((area) => chosen.has(area))
}

function opens({ actor }: Context, area: Area): boolean {
  if (actor.type !== 'api_key') return false
  return (
    actor.scopes === null || actor.scopes.includes('sales') || actor.scopes.includes(`sales:${area.domain}`)
  )
}
