import { checkMcpConfig } from './mcp-config-input.ts'
import type { McpConfigInput } from './mcp-config-input.ts'
import { cursorServer, vscodeServer } from './mcp-servers.ts'

/** The clients that a link can add a server to. */
export type LinkedMcpClient = 'cursor' | 'vscode'

/**
 * A link that opens the client, which asks whether to add the server. With a key or a keyed address in it, it is a
 * secret, except for VS Code with a header, which asks for the key itself.
 * @throws JackfieldError `invalid` for a name that a client would refuse, or a key that is no header value.
 */
export function mcpInstallLink(client: LinkedMcpClient, input: McpConfigInput): string {
  checkMcpConfig(input)
  return client === 'cursor' ? cursorLink(input) : vscodeLink(input)
}

/** `config` is base64 of the entry as in `mcp.json` (cursor.com/docs/mcp/install-links). */
function cursorLink(input: McpConfigInput): string {
  const bytes = new TextEncoder().encode(JSON.stringify(cursorServer(input)))
  const config = btoa(String.fromCodePoint(...bytes))
  return `cursor://anysphere.cursor-deeplink/mcp/install?name=${encodeURIComponent(input.name)}&config=${encodeURIComponent(config)}`
}

/** The entry with its name and inputs as URL-encoded JSON (code.visualstudio.com/api/extension-guides/ai/mcp, "Create an MCP installation URL"). */
function vscodeLink(input: McpConfigInput): string {
  const { inputs, server } = vscodeServer(input)
  const entry = { name: input.name, ...server, ...(inputs.length > 0 && { inputs }) }
  return `vscode:mcp/install?${encodeURIComponent(JSON.stringify(entry))}`
}
