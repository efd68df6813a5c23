import addFormats from 'ajv-formats'
import { OpenAPIBackend } from 'openapi-backend'
import type { Document, Operation } from 'openapi-backend'
import type { Description } from './provider-facts.ts'
import { spokenOtherwise } from './dialects.ts'
import { unknownNames } from './unknown-names.ts'
import type { Received } from './wire.ts'

/** One thing in a request that the provider's description does not allow. */
export interface Violation {
  /** Where, such as `query/per_page` or `body/children/*`; items of lists as `*`. */
  at: string
  says: string
}

export interface Judged {
  /** The operation that the request was taken for, as the description writes it. */
  operation: string | undefined
  violations: Violation[]
}

/** Judges requests by an OpenAPI description. */
export interface Judge {
  operations: number
  judge: (request: Received) => Judged
}

type Schema = Record<string, unknown>
interface Parameter {
  name: string
  in: string
  explode?: boolean
  schema?: Schema
}
type Content = Record<string, { schema?: Schema }>

export async function judgeFor(slug: string, description: Description): Promise<Judge> {
  const api = new OpenAPIBackend({
    definition: readable(structuredClone(description)) as unknown as Document,
    // Does not check the document itself, which of OpenAPI 3.1 it cannot.
    quick: true,
    ajvOpts: { strict: false, allErrors: true, logger: false },
    customizeAjv: (ajv) => addFormats.default(ajv),
  })
  await api.init()
  const servers = (description['servers'] as { url: string }[]).map(({ url }) => url)
  const operations = operationsOf(description)
  return {
    operations: api.getOperations().length,
    judge: (received) => {
      const path = pathBelow(slug, servers, received.url)
      if (path === undefined) return misplaced(`no server at ${received.url.origin}`)
      const request = {
        method: received.method,
        path: withoutBrackets(path),
        query: queryOf(received.url),
        headers: received.headers,
        body: bodyIn(received),
      }
      const operation = api.matchOperation(request)
      if (!operation) return misplaced(`no operation ${received.method} ${path}`)
      const { name, mediaTypes } = operations.get(`${received.method} ${operation.path}`)!
      const errors = api.validateRequest(request, operation).errors ?? []
      return {
        operation: name,
        violations: distinct([
          ...withoutBranches(errors.map(violationOf)),
          ...queryStyle(operation, request.query),
          ...bodyNames(operation, request.body),
          ...mediaType(mediaTypes, received),
        ]),
      }
    },
  }
}

function misplaced(says: string): Judged {
  return { operation: undefined, violations: [{ at: 'path', says }] }
}

/** The path as the description writes it; undefined: the request went to another server. */
function pathBelow(slug: string, servers: string[], url: URL): string | undefined {
  const address = spokenOtherwise(slug, `${url.origin}${url.pathname}`)
  const server = servers.map((one) => one.replace(/\/$/, '')).find((one) => address.startsWith(`${one}/`))
  return server === undefined ? undefined : address.slice(server.length)
}

function queryOf({ searchParams }: URL): Record<string, string | string[]> {
  const names = [...new Set(searchParams.keys())]
  return Object.fromEntries(
    names.map((name) => {
      const all = searchParams.getAll(name)
      return [name, all.length === 1 ? (all[0] ?? '') : all]
    }),
  )
}

/** What a body of JSON says; a body of something else is judged by its media type alone. */
function bodyIn({ headers, body }: Received): unknown {
  return body !== '' && headers['content-type']?.includes('json') ? JSON.parse(body) : undefined
}

/**
 * The description in the part of OpenAPI that the validator knows: bodies of a few media types (another is looked at
 * as if it were JSON), `explode` of lists only, no schema that is only another name, and no brackets around a path
 * parameter.
 */
function readable(description: Description): Description {
  for (const { content = {} } of objectsIn<{ content?: Content }>(description, 'content')) {
    const [first] = Object.values(content)
    if (first && !content['application/json']) content['application/json'] = first
  }
  for (const parameter of objectsIn<Parameter>(description, 'explode'))
    if (parameter.schema?.['type'] !== 'array') delete parameter.explode
  const schemas = (description['components'] as Schema | undefined)?.['schemas'] as
    | Record<string, Schema>
    | undefined
  for (const [name, schema] of Object.entries(schemas ?? {})) schemas![name] = meant(schemas!, schema)
  const paths = Object.entries(description['paths'] as Schema)
  return {
    ...description,
    paths: Object.fromEntries(paths.map(([path, item]) => [withoutBrackets(path), item])),
  }
}

/** What a schema that is only a name for another one stands for. */
function meant(schemas: Record<string, Schema>, schema: Schema): Schema {
  const [, name = ''] = /^#\/components\/schemas\/([^/]+)$/.exec(String(schema['$ref'])) ?? []
  const other = schemas[name]
  return other ? meant(schemas, other) : schema
}

/** Every object of the description that has a key. */
function objectsIn<Found>(value: unknown, key: string): Found[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap((one) => objectsIn<Found>(one, key))
  return key in value ? [value as Found, ...inner] : inner
}

/** `search(q='x')` as `search/x`. */
function withoutBrackets(path: string): string {
  return path.replace(/\(\w+='(.*)'\)$/, '/$1')
}

/** By method and path, the path as the validator has it. */
function operationsOf(description: Description): Map<string, { name: string; mediaTypes: string[] }> {
  const found = new Map<string, { name: string; mediaTypes: string[] }>()
  for (const [path, item] of Object.entries(description['paths'] as Record<string, Record<string, Schema>>))
    for (const [method, { requestBody }] of Object.entries(item)) {
      const { content = {} } = (requestBody ?? {}) as { content?: Content }
      const verb = method.toUpperCase()
      found.set(`${verb} ${withoutBrackets(path)}`, {
        name: `${verb} ${path}`,
        mediaTypes: Object.keys(content),
      })
    }
  return found
}

function violationOf({ instancePath, keyword, message, params }: Problem): Violation {
  const named = params['additionalProperty'] ?? params['missingProperty']
  const at = [instancePath, named].filter(Boolean).join('/')
  return {
    at: at
      .replace(/^\//, '')
      .replace(/^requestBody/, 'body')
      .replace(/\/\d+(?=\/|$)/g, '/*'),
    says: named === undefined ? String(message) : keyword,
  }
}

interface Problem {
  instancePath: string
  keyword: string
  message?: string
  params: Record<string, unknown>
}

/** Where none of several schemas fits, that is said once; what each of them missed adds nothing. */
function withoutBranches(violations: Violation[]): Violation[] {
  const forks = violations.filter(({ says }) => /match (a|exactly one) schema in (anyOf|oneOf)/.test(says))
  const isBranch = (one: Violation) =>
    forks.some((fork) => fork !== one && (one.at === fork.at || one.at.startsWith(`${fork.at}/`)))
  return violations.filter((one) => !isBranch(one))
}

/** A list that the description wants in one parameter, or spread over several, and the other way round. */
function queryStyle({ parameters = [] }: Operation, query: Record<string, string | string[]>): Violation[] {
  const lists = (parameters as unknown as Parameter[]).filter(
    (one) => one.in === 'query' && one.schema?.['type'] === 'array',
  )
  return lists.flatMap(({ name, explode = true }) => {
    const value = query[name]
    if (!explode && Array.isArray(value)) return [{ at: `query/${name}`, says: 'repeated' }]
    if (explode && typeof value === 'string' && value.includes(','))
      return [{ at: `query/${name}`, says: 'commas' }]
    return []
  })
}

function bodyNames({ requestBody }: Operation, body: unknown): Violation[] {
  const { content } = (requestBody ?? {}) as { content?: Content }
  if (body === undefined) return []
  if (!content) return [{ at: 'body', says: 'no body expected' }]
  const schema = content['application/json']?.schema
  return unknownNames(schema, body, 'body').map((at) => ({ at, says: 'additionalProperties' }))
}

function mediaType(allowed: string[], { headers, body }: Received): Violation[] {
  const sent = headers['content-type']?.split(';')[0]
  if (body === '' || sent === undefined || allowed.length === 0) return []
  const fits = allowed.some((type) => type === sent || type === '*/*')
  return fits ? [] : [{ at: 'content-type', says: `${sent} is none of ${allowed.slice(0, 3).join(', ')}` }]
}

function distinct(violations: Violation[]): Violation[] {
  return [...new Map(violations.map((one) => [`${one.at} ${one.says}`, one])).values()]
}
