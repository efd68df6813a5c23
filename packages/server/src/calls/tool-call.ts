import type { CallOutcome } from '../context.ts'
import type { ForwardOptions } from '../connectors/connector.ts'
import type { Source } from '../toolsets/source.ts'

/** A tool call as a face hands it to the gate. */
export interface ToolCall {
  /** Whose toolset it is called from. */
  source: Source
  /** The public name. */
  name: string
  arguments: Record<string, unknown>
  /** Forwarded untouched: `_meta`, and the answers to an earlier `input_required`. */
  meta?: Record<string, unknown> | undefined
  inputResponses?: Record<string, unknown> | undefined
  requestState?: string | undefined
  signal: AbortSignal
  onProgress?: ForwardOptions['onProgress']
}

/** How a call ended. `result` is an MCP `CallToolResult`, or an `InputRequiredResult` that passes through. */
export interface ToolCallAnswer {
  callId: string
  outcome: 'ok' | 'error' | 'refused' | 'cancelled'
  durationMs: number
  result: Record<string, unknown>
  /** The upstream's own JSON-RPC error, for faces that can speak it; `result` then says the same in words. */
  protocolError?: { code: number; message: string; data?: unknown } | undefined
}

/** How a call ended, and what of it goes on record. */
export type Ending = Pick<ToolCallAnswer, 'outcome' | 'result' | 'protocolError'> &
  Pick<CallOutcome, 'detail'>

/** A tool error (RUN-11): the model reads it, the run goes on. */
export function toolError(text: string): Record<string, unknown> {
  return { content: [{ type: 'text', text }], isError: true }
}
