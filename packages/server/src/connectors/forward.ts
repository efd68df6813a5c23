import type { Client } from '@modelcontextprotocol/client'
import type { Forward, ForwardOptions } from './connector.ts'

/** No call goes on for longer, however much progress it reports. */
const longestCallMs = 300_000

/**
 * Sends one request as it is and returns the answer as it is: `_meta`, structured content, resource links and
 * `input_required` results pass through untouched.
 */
export async function forward(
  client: Client,
  request: Forward,
  options: ForwardOptions & { timeoutMs: number },
): Promise<Record<string, unknown>> {
  const requestOptions = {
    signal: options.signal,
    timeout: options.timeoutMs,
    maxTotalTimeout: Math.max(options.timeoutMs, longestCallMs),
    resetTimeoutOnProgress: true,
    allowInputRequired: true,
    // Asked for even when the caller did not: progress keeps a long call alive.
    onprogress: options.onProgress ?? (() => {}),
  }
  const params = client.getProtocolEra() === 'modern' ? request.params : forLegacy(request.params)
  if (request.method !== 'tools/call')
    return { ...(await client.request({ method: request.method, params } as never, requestOptions)) }
  const name = String(params['name'])
  return {
    ...(await client.callTool(params as { name: string }, {
      ...requestOptions,
      // Only the input schema: results are not ours to judge.
      toolDefinition: { name, inputSchema: { type: 'object', ...request.inputSchema } },
    })),
  }
}

/** What only the 2026-07-28 revision knows does not go to an older server. */
function forLegacy(params: Record<string, unknown>): Record<string, unknown> {
  const { inputResponses: _responses, requestState: _state, ...rest } = params
  const meta = rest['_meta']
  if (typeof meta !== 'object' || meta === null) return rest
  const kept = Object.entries(meta).filter(([key]) => !key.startsWith('io.modelcontextprotocol/'))
  const { _meta: _dropped, ...others } = rest
  return kept.length > 0 ? { ...others, _meta: Object.fromEntries(kept) } : others
}
