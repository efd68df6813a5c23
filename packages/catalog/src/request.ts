import { addressOf } from './address.ts'
import type { Place } from './address.ts'
import type { Api, App, Json, Outgoing, Route, Tool, ToolField, WhoAmI } from './app.ts'
import { CatalogError } from './app.ts'

/** Everything that decides on a request besides the tool and its input. */
export interface Sender {
  app: App
  place: Place
  /** Where the API is for the way in which somebody signed in; the API's own base if absent. */
  base?: string | undefined
  /** Who is connected, where that way asks it otherwise than the API. */
  whoami?: WhoAmI | undefined
  /** The credential, as it travels. */
  headers: Record<string, string>
}

/**
 * The request that a tool makes of its input, which the schema has already passed. A path parameter is one encoded
 * segment, always; everything else goes where the tool declares it, and nowhere else.
 * @throws CatalogError naming the input that cannot be sent
 */
export function requestOf(sender: Sender, tool: Tool, input: Json): Outgoing {
  const { app, place } = sender
  const ready = tool.prepare ? tool.prepare(input) : input
  const values = tool.fields.map((field) => ({ field, value: valueOf(field, ready) })).filter(isGiven)
  const url = new URL(addressOf(app, fillPath(baseOf(sender, tool.path), values), place))
  for (const { field, value } of values)
    if (field.in === 'query') addToQuery(url, field, value, field.lists ?? app.api.lists)
  const body = bodyOf(tool, values)
  return {
    method: tool.method,
    url: url.href,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': body.type }),
      ...app.api.headers,
      ...sender.headers,
      ...Object.fromEntries(
        values
          .filter(({ field }) => field.in === 'header')
          .map(({ field, value }) => [field.wire, headerText(field, value)]),
      ),
    },
    ...(body === undefined ? {} : { body: body.text }),
  }
}

/** A request that the app itself asks for: who is connected, or a look-up. */
export function plainRequest(sender: Sender, route: Route, body?: unknown): Outgoing {
  const [method = 'GET', ...path] = route.split(' ')
  return {
    method,
    url: addressOf(sender.app, baseOf(sender, path.join(' ')), sender.place),
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...sender.app.api.headers,
      ...sender.headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
}

function baseOf({ app, base = app.api.base }: Sender, path: string): string {
  return path.startsWith('{') ? path : `${base}${path}`
}

interface Given {
  field: ToolField
  value: unknown
}

function isGiven({ value }: Given): boolean {
  return value !== undefined
}

function valueOf(field: ToolField, input: Json): unknown {
  if (field.input === null) return field.schema['const']
  const value = input[field.input]
  return value === undefined ? field.schema['default'] : value
}

/** Parameters are replaced before hosts are: what a caller says can never be a host's name in brackets. */
function fillPath(template: string, values: Given[]): string {
  let path = template
  for (const { field, value } of values)
    if (field.in === 'path') path = path.replace(`{${field.wire}}`, () => segmentOf(field, value))
  return path
}

function segmentOf(field: ToolField, value: unknown): string {
  const segment = String(value)
  // A URL parser takes dots for the way up, also where they are encoded; half a sign has no encoding.
  if (segment === '' || segment === '.' || segment === '..' || !segment.isWellFormed())
    throw new CatalogError(
      `${field.input} must name something, and "${segment}" does not.`,
      field.input ?? undefined,
    )
  return encodeURIComponent(segment).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function addToQuery(url: URL, { wire }: ToolField, value: unknown, lists: Api['lists']): void {
  if (!Array.isArray(value)) return url.searchParams.append(wire, queryText(value))
  if (lists === 'comma' && value.length > 0)
    return url.searchParams.append(wire, value.map(queryText).join(','))
  value.forEach((item, index) => addItem(url, wire, item, index, lists))
}

/** With brackets the parts of an object get names of their own: `sort[0][field]=Name`. */
function addItem(url: URL, wire: string, item: unknown, index: number, lists: Api['lists']): void {
  if (lists !== 'brackets') return url.searchParams.append(wire, queryText(item))
  if (typeof item !== 'object' || item === null)
    return url.searchParams.append(wire.endsWith('[]') ? wire : `${wire}[]`, queryText(item))
  for (const [key, part] of Object.entries(item))
    url.searchParams.append(`${wire}[${index}][${key}]`, queryText(part))
}

function queryText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

function headerText({ input }: ToolField, value: unknown): string {
  const text = queryText(value)
  if (/[\0\r\n]/.test(text)) throw new CatalogError(`${input} must be one line.`, input ?? undefined)
  return text
}

function bodyOf(tool: Tool, values: Given[]): { type: string; text: string } | undefined {
  const raw = values.find(({ field }) => field.in === 'raw')
  if (raw) return { type: 'text/plain; charset=utf-8', text: String(raw.value) }
  const whole = values.find(({ field }) => field.in === 'json')
  if (whole) return { type: 'application/json', text: JSON.stringify(whole.value) }
  const fields = values.filter(({ field }) => field.in === 'body')
  const body = Object.fromEntries(fields.map(({ field, value }) => [field.wire, value]))
  if (tool.document !== undefined)
    return { type: 'application/json', text: JSON.stringify({ query: tool.document, variables: body }) }
  const hasBody = tool.fields.some((field) => field.in === 'body')
  return hasBody ? { type: 'application/json', text: JSON.stringify(body) } : undefined
}
