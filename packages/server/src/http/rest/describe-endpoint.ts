import type { RouteConfig } from '@hono/zod-openapi'
import { extendZodWithOpenApi } from '@hono/zod-openapi'
import * as contract from '@jackfield/sdk/contract'
import { z } from 'zod'
import type { AnyEndpoint } from './declared-endpoint.ts'

extendZodWithOpenApi(z)

/** Contract shapes under their own names, so that the document refers to them instead of repeating them. */
const named = new Map<z.ZodType, z.ZodType>(
  Object.entries(contract).flatMap(([name, value]) =>
    value instanceof z.ZodType ? [[value, withName(value, name)] as const] : [],
  ),
)

/** zod copies methods into each schema as it is made, so those made before the extension lack it. */
function withName(schema: z.ZodType, name: string): z.ZodType {
  return z.ZodType.prototype.openapi.call(schema, name)
}

/** The OpenAPI entry of an endpoint, from the schemas that validate it. */
export function describeEndpoint(declared: AnyEndpoint): RouteConfig {
  const { method, path, tag, summary, description, params, query, body } = declared
  return {
    method,
    path,
    tags: [tag],
    summary,
    operationId: operationId(summary),
    ...(description && { description }),
    security: declared.public ? [] : [{ bearer: [] }, { cookie: [] }],
    request: {
      ...(params && { params: objectOf(params) }),
      ...(query && { query: objectOf(query) }),
      ...(body && { body: { required: true, content: json(body) } }),
    },
    responses: { ...successAnswer(declared), ...errorAnswers(declared) },
  }
}

function successAnswer(declared: AnyEndpoint): RouteConfig['responses'] {
  const { answer, raw, produces = ['application/octet-stream'] } = declared
  const status = declared.status ?? (answer || raw ? 200 : 204)
  const text = { schema: z.string() }
  if (raw)
    return {
      [status]: { description: 'Done', content: Object.fromEntries(produces.map((type) => [type, text])) },
    }
  return { [status]: { description: 'Done', ...(answer && { content: json(answer) }) } }
}

/** Which refusals a caller of this endpoint has to expect. */
function errorAnswers(declared: AnyEndpoint): RouteConfig['responses'] {
  const refusals: [number, string, boolean][] = [
    [400, 'The input is not valid; `issues` name the fields', true],
    [401, 'The credential is missing, wrong, expired or revoked', true],
    [403, 'The role or the key does not allow it', !declared.public],
    [404, 'There is no such thing in this account', declared.path.includes('{')],
    [409, 'The present state does not allow it, or somebody saved in between', declared.method !== 'get'],
    [413, 'The body is larger than 1 MiB', declared.body !== undefined],
    [415, 'The body is not JSON', declared.body !== undefined],
    [429, 'Too many tries; Retry-After says when to come back', declared.public === true],
    [500, 'A bug on our side; `request_id` finds it in the log', true],
    [503, 'Not possible right now', true],
  ]
  const expected = refusals.filter(([, , applies]) => applies)
  return Object.fromEntries(
    expected.map(([status, description]) => [status, { description, content: json(contract.ErrorAnswer) }]),
  )
}

function json(schema: z.ZodType) {
  return { 'application/json': { schema: named.get(schema) ?? schema } }
}

function objectOf(schema: z.ZodType): z.ZodObject {
  if (schema instanceof z.ZodObject) return schema
  throw new TypeError('Path and query parameters are declared as one z.strictObject.')
}

const smallWords = new Set(['a', 'an', 'the', 'its'])

function operationId(summary: string): string {
  const plain = summary
    .replaceAll(/'s\b/g, '')
    .replaceAll(/[^A-Za-z0-9 ]+/g, ' ')
    .trim()
  const words = plain.split(/ +/).filter((word) => !smallWords.has(word.toLowerCase()))
  return words
    .map((word, at) => (at === 0 ? word.toLowerCase() : word[0]?.toUpperCase() + word.slice(1)))
    .join('')
}
