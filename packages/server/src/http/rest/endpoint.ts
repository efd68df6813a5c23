import type { Context as HttpContext } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import type { Context, Services } from '../../context.ts'
import { describeEndpoint } from './describe-endpoint.ts'
import { checkInput } from './check-input.ts'
import { readJson } from './read-json.ts'
import type { HubEnv, Rest } from './rest.ts'

export type { Rest } from './rest.ts'

const noQuery = z.strictObject({})

type Schema = z.ZodType | undefined
/** The parsed value of a schema that is there; no field at all where there is none. */
type Field<Name extends string, S extends Schema> = S extends z.ZodType ? { [K in Name]: z.output<S> } : unknown

/** What every `run` gets beside its typed input. */
interface Surroundings {
  request: Request
  /** Headers for the answer, such as `set-cookie`. */
  answerHeaders: Headers
  /** Address of the client, for rate limits. */
  clientAddress: string
  services: Services
}

export type RunInput<P extends Schema, Q extends Schema, B extends Schema, Public extends boolean> = Surroundings &
  Field<'params', P> &
  Field<'query', Q> &
  Field<'body', B> &
  (Public extends true ? unknown : { ctx: Context })

type RunAnswer<A extends Schema, Raw extends boolean> = Raw extends true
  ? Response
  : A extends z.ZodType
    ? z.input<A>
    : void

/** One REST endpoint: everything its route, its checks and its OpenAPI entry need. */
export interface Endpoint<
  P extends Schema,
  Q extends Schema,
  B extends Schema,
  A extends Schema,
  Public extends boolean,
  Raw extends boolean,
> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Below `/api/v1`, parameters in braces: `/agents/{id}`. */
  path: string
  tag: string
  /** One line, imperative; also the source of the operation id. */
  summary: string
  /** Markdown, where the summary does not say it all. */
  description?: string
  params?: P
  query?: Q
  body?: B
  /** What a success answers. It is checked, and fields that it does not name are left out. */
  answer?: A
  /** 200 if absent, or 204 when there is no `answer`. */
  status?: ContentfulStatusCode | 204
  /** Needs no login; `run` then gets no `ctx`. */
  public?: Public
  /** `run` gives the whole Response, for downloads and streams. */
  raw?: Raw
  /** Media types of a raw answer, for OpenAPI. */
  produces?: string[]
  run: (input: RunInput<P, Q, B, Public>) => Promise<RunAnswer<A, Raw>> | RunAnswer<A, Raw>
}

/** What the untyped parts of an endpoint read. */
export type AnyEndpoint = Omit<Endpoint<Schema, Schema, Schema, Schema, boolean, boolean>, 'run'>

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
  const ctx = declared.public ? undefined : await rest.authenticate(http.req.raw)
  const { params, query, body } = declared
  return {
    request: http.req.raw,
    clientAddress: http.get('clientAddress'),
    services: rest.services,
    ...(ctx && { ctx }),
    ...(params && { params: checkInput(params, http.req.param()) }),
    ...checkedQuery(query, http.req.queries()),
    ...(body && { body: checkInput(body, await readJson(http.req.raw)) }),
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
