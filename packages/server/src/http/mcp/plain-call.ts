import { CLIENT_CAPABILITIES_META_KEY, PROTOCOL_VERSION_META_KEY } from '@modelcontextprotocol/server'

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

type Json = Record<string, unknown>

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
  return { id, era, name, arguments: args, meta: meta.forwarded, wantsProgress, form }
}

/** Splits `_meta` into what is said of the request and what goes on to the upstream. */
function readMeta(meta: Json): { envelope: Json; forwarded: Json | undefined } | undefined {
  const envelope: Json = {}
  const forwarded: Json = {}
  for (const [key, value] of Object.entries(meta)) {
    if (key === 'progressToken') {
      if (!isId(value)) return undefined
    } else if (key.startsWith(ownPrefix)) envelope[key] = value
    else if (typeof value === 'string') forwarded[key] = value
    else return undefined
  }
  const capabilities = envelope[CLIENT_CAPABILITIES_META_KEY]
  if (capabilities) forwarded[CLIENT_CAPABILITIES_META_KEY] = capabilities
  return { envelope, forwarded: Object.keys(forwarded).length > 0 ? forwarded : undefined }
}

function formOf(headers: Headers, envelope: Json): string {
  const names = ['accept', 'content-type', 'mcp-protocol-version', 'mcp-method']
  return JSON.stringify([...names.map((name) => headers.get(name)), envelope])
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hasOnly(value: Json, names: readonly string[]): boolean {
  return Object.keys(value).every((key) => names.includes(key))
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string' || Number.isSafeInteger(value)
}
