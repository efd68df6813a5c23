import { at } from '../send.ts'
import type { CallOptions, Send } from '../send.ts'

/** The tools of the Sales Platform; `/api/v1/platform/openapi.json` describes each. */
export function platformEndpoints(send: Send) {
  return {
    /**
     * Calls a tool of an area, for example `call('sales_clients', 'list_clients', { limit: 10 })`.
     * @returns the tool's output
     * @throws JackfieldError as the tool refuses; `details.reason` is the tool's own code
     */
    call: (domain: string, tool: string, input: Record<string, unknown> = {}, options?: CallOptions) =>
      send<Record<string, unknown>>('POST', at`/platform/${domain}/${tool}`, {
        timeoutMs: 300_000,
        ...options,
        body: input,
      }),
  }
}
