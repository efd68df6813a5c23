/** How an upstream speaks MCP over HTTP. */
export type Transport = 'streamable-http' | 'sse'

/** What an upstream says of itself, as negotiated and as stored. */
export interface UpstreamServer {
  era: 'modern' | 'legacy'
  protocol_version: string
  name: string
  version: string
  instructions: string | null
  capabilities: Record<string, unknown>
  /** The server's own `server/discover` answer, so that the next client need not ask again. */
  discover: Record<string, unknown> | null
}

/** What an upstream offers besides tools, in its own words. */
export interface UpstreamCatalog {
  resources: Record<string, unknown>[]
  resource_templates: Record<string, unknown>[]
  prompts: Record<string, unknown>[]
}
