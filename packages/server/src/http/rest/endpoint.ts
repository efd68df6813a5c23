import type { Context as HttpContext } from 'hono'
import { z } from 'zod'
import type { AnyEndpoint, Endpoint, RunInput, Schema } from './declared-endpoint.ts'
import { describeEndpoint } from './describe-endpoint.ts'
import { checkInput } from './check-input.ts'
import { readJson } from './read-json.ts'
import type { HubEnv, Rest } from './rest.ts'

export type { Rest } from './rest.ts'

const noQuery = z.strictObject({})

/**
 * Declares one endpoint: route, authentication, validation, answer and OpenAPI entry from the same schemas.
 * Refusals thrown by `run` become error answers (`errors.ts`).
 */
export function endpoint<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
  A extends Schema = undefined,
  Public extends boolean = false,
  Raw extends boolean = false,
>(rest: Rest, declared: Endpoint<P, Q, B, A, Public, Raw>): void {
  rest.declared.push({ method: declared.method, pattern: pathPattern(declared.path) })
  rest.app.openAPIRegistry.registerPath(describeEndpoint(declared))
  const route = declared.path.replaceAll(/\{(\w+)\}/g, ':$1')
  rest.app.on(declared.method.toUpperCase(), route, async (http) => {
    const answerHeaders = new Headers()
    // The fields below are exactly those that `RunInput` derives from the same declaration.
    const input = { ...(await readInput(rest, declared, http)), answerHeaders } as RunInput<P, Q, B, Public>
    return answer(declared, await declared.run(input), answerHeaders)
  })
}

async function readInput(rest: Rest, declared: AnyEndpoint, http: HttpContext<HubEnv>) {
  const ctx = declared.public ? undefined : await rest.authenticate(http.req.raw, http.get('clientAddress'))
  const { params, query, body } = declared
  return {
    request: http.req.raw,
    clientAddress: http.get('clientAddress'),
    services: rest.services,
    ...(ctx && { ctx }),
    ...(params && { params: checkInput(params, http.req.param()) }),
    ...checkedQuery(query, http.req.queries()),
    ...(body && { body: checkInput(body, await readJson(http.req.raw, declared.mostBytes)) }),
  }
}

function checkedQuery(schema: Schema, given: Record<string, string[]>) {
  // A field given twice stays a list, which no query schema accepts, so that the refusal names it.
  const values = Object.entries(given).map(([name, all]) => [name, all.length === 1 ? all[0] : all] as const)
  if (schema) return { query: checkInput(schema, Object.fromEntries(values)) }
  checkInput(noQuery, Object.fromEntries(values))
  return {}
}

function answer(declared: AnyEndpoint, result: unknown, headers: Headers): Response {
  if (result instanceof Response) return result
  if (!declared.answer) return new Response(null, { status: declared.status ?? 204, headers })
  headers.set('content-type', 'application/json; charset=utf-8')
  // An answer that does not fit its schema is a bug of ours and throws; unknown fields are dropped.
  const body = JSON.stringify(declared.answer.parse(result))
  return new Response(body, { status: declared.status ?? 200, headers })
}

function pathPattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
}
