import { specTypeSchemas } from '@modelcontextprotocol/client'
import type { Client, StandardSchemaV1 } from '@modelcontextprotocol/client'
import type { Forward, ForwardOptions } from './connector.ts'
import { mirrorsArguments } from './mirrors-arguments.ts'
import { plainResult } from './plain-result.ts'

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
  const { inputSchema } = request
  if (!inputSchema || !mirrorsArguments(inputSchema))
    return {
      ...(await client.request({ method: 'tools/call', params } as never, toolResult, requestOptions)),
    }
  const name = String(params['name'])
  return {
    ...(await client.callTool(params as { name: string }, {
      ...requestOptions,
      // Only the input schema: results are not ours to judge.
      toolDefinition: { name, inputSchema: { type: 'object', ...inputSchema } },
    })),
  }
}

/** The SDK's own check of a result, which the most common ones need not go through: it costs as much as reading them. */
const toolResult: StandardSchemaV1<unknown, Record<string, unknown>> = {
  '~standard': {
    version: 1,
    vendor: 'jackfield',
    validate: (value) => {
      const plain = plainResult(value)
      return plain ? { value: plain } : specTypeSchemas.CallToolResult['~standard'].validate(value)
    },
  },
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
