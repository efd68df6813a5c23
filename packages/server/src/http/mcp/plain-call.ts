import { PROTOCOL_VERSION_META_KEY } from '@modelcontextprotocol/server'
import { hasOnly, isObject } from '../../json-object.ts'
import type { Json } from '../../json-object.ts'
import { forwardedMeta } from './forwarded-meta.ts'

/** A `tools/call` of which nothing has to be looked at twice. */
export interface PlainCall {
  id: string | number
  era: 'legacy' | 'modern'
  name: string
  arguments: Record<string, unknown>
  /** What goes on to the upstream; see `forwardedMeta`. */
  meta: Record<string, unknown> | undefined
  wantsProgress: boolean
  /**
   * All of the request that decides whether the SDK takes it, and that differs from client to client rather than
   * from call to call. A request of a form that the SDK took before would be taken again.
   */
  form: string
}

const ownPrefix = 'io.modelcontextprotocol/'
const longestForm = 4_000

/** Reads a call, or gives undefined when anything of it is out of the ordinary: then it is the SDK's. */
export function readPlainCall(headers: Headers, body: unknown): PlainCall | undefined {
  if (!isObject(body) || !hasOnly(body, ['jsonrpc', 'id', 'method', 'params'])) return undefined
  const { jsonrpc, id, method, params } = body
  if (jsonrpc !== '2.0' || method !== 'tools/call' || !isId(id) || !isObject(params)) return undefined
  if (!hasOnly(params, ['name', 'arguments', '_meta'])) return undefined
  const { name, arguments: args = {}, _meta = {} } = params
  if (typeof name !== 'string' || !isObject(args) || Object.hasOwn(args, '__proto__') || !isObject(_meta))
    return undefined
  const meta = readMeta(_meta)
  if (!meta) return undefined
  const era = PROTOCOL_VERSION_META_KEY in meta.envelope ? 'modern' : 'legacy'
  if (era === 'modern' ? headers.get('mcp-name') !== name : Object.keys(meta.envelope).length > 0)
    return undefined
  const form = formOf(headers, meta.envelope)
  if (form.length > longestForm) return undefined
  const wantsProgress = 'progressToken' in _meta
  return {
    id,
    era,
    name,
    arguments: args,
    meta: forwardedMeta(meta.rest, meta.envelope),
    wantsProgress,
    form,
  }
}

/** Splits `_meta` into what the request says of itself and the rest; undefined when anything of it is unusual. */
function readMeta(meta: Json): { envelope: Json; rest: Json } | undefined {
  const envelope: Json = {}
  const rest: Json = {}
  for (const [key, value] of Object.entries(meta)) {
    if (key.startsWith(ownPrefix)) envelope[key] = value
    else if (typeof value === 'string' || (key === 'progressToken' && isId(value))) rest[key] = value
    else return undefined
  }
  return { envelope, rest }
}

function formOf(headers: Headers, envelope: Json): string {
  const names = ['accept', 'content-type', 'mcp-protocol-version', 'mcp-method']
  return JSON.stringify([...names.map((name) => headers.get(name)), envelope])
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' || Number.isSafeInteger(value)
}
