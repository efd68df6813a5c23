import type { Transport, UpstreamCatalog, UpstreamServer } from '../upstream.ts'

/** Where an upstream is and what opens it, in the clear. Lives in memory only, inside an open client. */
export interface Address {
  url: string
  headers: { name: string; value: string }[]
}

/** The scope of the client that lists and hears of changes, on behalf of the account. */
export const listingScope = 'account'

/** One upstream as one agent reaches it. */
export interface Target {
  accountId: string
  connectorId: string
  connectionId: string
  /** Shown in messages. */
  name: string
  /** Grows with every change of URL, transport or credential; open clients of older ones are dropped. */
  revision: number
  transport: Transport
  /** Keeps sessions apart: an agent's id, or `listingScope`. No two agents share an upstream session. */
  scope: string
  /** The era that was last negotiated, so that the question need not be asked again. */
  known: { server: UpstreamServer; at: Date } | null
  /** Opens the credential. Called only when a client must be opened. */
  address: () => Promise<Address>
}

/** Everything an upstream says of itself. */
export interface Discovery {
  server: UpstreamServer
  tools: ToolDefinition[]
  catalog: UpstreamCatalog
}

/** A tool as the upstream describes it (MCP `Tool`). Third-party data: never trusted, only passed on. */
export interface ToolDefinition {
  name: string
  title?: string | undefined
  description?: string | undefined
  inputSchema: Record<string, unknown>
  outputSchema?: Record<string, unknown> | undefined
  annotations?: Record<string, unknown> | undefined
  [key: string]: unknown
}

/** A request that is forwarded as it is. */
export interface Forward {
  method: 'tools/call' | 'resources/read' | 'prompts/get' | 'completion/complete'
  params: Record<string, unknown>
  /** For `tools/call`: lets the client mirror `x-mcp-header` arguments into headers (SEP-2243). */
  inputSchema?: Record<string, unknown>
}

export interface ForwardOptions {
  signal: AbortSignal
  /** Present when the caller asked for progress. */
  onProgress?: (progress: {
    progress: number
    total?: number | undefined
    message?: string | undefined
  }) => void
}
