import type { SetUpInput, LogInAnswer } from './contract-types.ts'
import { platformEndpoints } from './endpoints/platform.ts'
import { agentEndpoints, policyEndpoints, templateEndpoints } from './endpoints/agents.ts'
import { auditEndpoints } from './endpoints/audit.ts'
import { catalogEntryEndpoints } from './endpoints/catalog-entries.ts'
import { connectorRequestEndpoints } from './endpoints/connector-requests.ts'
import { connectorEndpoints } from './endpoints/connectors.ts'
import {
  accountEndpoints,
  invitationEndpoints,
  keyEndpoints,
  memberEndpoints,
  sessionEndpoints,
} from './endpoints/people.ts'
import { webhookEndpoints } from './endpoints/webhooks.ts'
import { createTransport, type CallOptions, type ClientOptions } from './send.ts'

export type * from './contract-types.ts'
export { JackfieldError, type ErrorCode, type Issue } from './error.ts'
export { mcpClients, mcpConfig } from './mcp-config.ts'
export type { McpClient, McpConfigBlock } from './mcp-config.ts'
export { keyedAddress } from './mcp-config-input.ts'
export type { McpConfigInput } from './mcp-config-input.ts'
export { mcpInstallLink } from './mcp-install-link.ts'
export type { LinkedMcpClient } from './mcp-install-link.ts'
export { keyVariable } from './mcp-servers.ts'
export type { CallOptions, ClientOptions } from './send.ts'

/** A typed client of one hub. Made by `createClient`. */
export type Client = ReturnType<typeof createClient>

/**
 * A client of the REST API, for browsers and Node. Every call rejects with a `JackfieldError`. Reads that get no
 * answer, and calls turned away with 429 and a Retry-After, are tried twice more; nothing else is ever repeated.
 *
 * ```ts
 * const jackfield = createClient({ url: 'http://127.0.0.1:3000', token: apiKey })
 * const { items } = await jackfield.agents.list()
 * ```
 * @throws JackfieldError `invalid` when the url is not an http(s) address.
 */
export function createClient(options: ClientOptions) {
  const { send, open } = createTransport(options)
  return {
    /** Makes the first account and its owner, with the token of the set-up link. Needs no login. */
    setUp: (input: SetUpInput, call?: CallOptions) =>
      send<LogInAnswer>('POST', '/setup', { ...call, body: input }),
    session: sessionEndpoints(send),
    account: accountEndpoints(send),
    members: memberEndpoints(send),
    invitations: invitationEndpoints(send),
    keys: keyEndpoints(send),
    connectors: connectorEndpoints(send),
    catalogEntries: catalogEntryEndpoints(send),
    connectorRequests: connectorRequestEndpoints(send),
    templates: templateEndpoints(send),
    agents: agentEndpoints(send),
    policies: policyEndpoints(send),
    platform: platformEndpoints(send),
    audit: auditEndpoints(send, open),
    webhooks: webhookEndpoints(send),
  }
}
