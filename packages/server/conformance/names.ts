import { isMessage } from '../test/upstreams/plain-mcp.ts'

/** Which JSON-RPC method has which member that names a tool or prompt. */
const namedBy = new Set(['tools/call', 'prompts/get'])

/** Whether the answer to this request lists tools or prompts by name. */
export function listsNames(body: unknown): boolean {
  return isMessage(body) && (body.method === 'tools/list' || body.method === 'prompts/list')
}

/** Whether a request names one tool or prompt, and so has the name in its `Mcp-Name` header as well. */
export function carriesName(body: unknown): boolean {
  return isMessage(body) && namedBy.has(body.method)
}

/** The suite's request as the hub's agents would send it: with the connector's prefix on the name. */
export function withPrefix(body: unknown, prefix: string): unknown {
  if (!isMessage(body) || !body.params) return body
  const { method, params } = body
  if (namedBy.has(method) && typeof params['name'] === 'string')
    return { ...body, params: { ...params, name: prefix + params['name'] } }
  if (method === 'completion/complete' && isPromptReference(params['ref']))
    return { ...body, params: { ...params, ref: { ...params['ref'], name: prefix + params['ref'].name } } }
  return body
}

/** The hub's list as the suite expects it: without the prefix. */
export function withoutPrefix(answer: unknown, prefix: string): unknown {
  if (!isObject(answer) || !isObject(answer['result'])) return answer
  const result = { ...answer['result'] }
  for (const key of ['tools', 'prompts']) {
    const list = result[key]
    if (Array.isArray(list)) result[key] = list.map((entry) => withPlainName(entry, prefix))
  }
  return { ...answer, result }
}

function withPlainName(entry: unknown, prefix: string): unknown {
  if (!isObject(entry) || typeof entry['name'] !== 'string' || !entry['name'].startsWith(prefix)) return entry
  return { ...entry, name: entry['name'].slice(prefix.length) }
}

function isPromptReference(ref: unknown): ref is { type: string; name: string } {
  return isObject(ref) && ref['type'] === 'ref/prompt' && typeof ref['name'] === 'string'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
