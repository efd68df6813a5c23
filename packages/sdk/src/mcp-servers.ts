import type { McpConfigInput } from './mcp-config-input.ts'

/** The entry for one server in Cursor's `mcpServers`, with `${env:NAME}` filled in by Cursor (cursor.com/docs/mcp, "Config interpolation"). */
export function cursorServer(input: McpConfigInput) {
  const { endpoint: url, key, keyInAddress } = input
  if (keyInAddress) return { url }
  return { url, headers: { Authorization: `Bearer ${key ?? `\${env:${variableOf(input)}}`}` } }
}

/**
 * The entry for one server in VS Code's `servers`, and what it asks for once and keeps, so that the file, which
 * belongs to the project, holds no key (code.visualstudio.com/docs/copilot/reference/mcp-configuration).
 */
export function vscodeServer(input: McpConfigInput) {
  const { endpoint: url, name, keyInAddress } = input
  if (keyInAddress) return { inputs: [], server: { type: 'http', url } }
  const id = `${name}-key`
  const description = `Jackfield ${keyName(input)} (${name})`
  return {
    inputs: [{ type: 'promptString', id, description, password: true }],
    server: { type: 'http', url, headers: { Authorization: `Bearer \${input:${id}}` } },
  }
}

/** For people: `agent key`. */
export function keyName({ keyOf = 'agent' }: McpConfigInput): string {
  return keyOf === 'agent' ? 'agent key' : 'API key'
}

/** Which environment variable holds the key. */
export function variableOf({ name, keyOf }: McpConfigInput): string {
  return keyVariable(name, keyOf)
}

/**
 * Which environment variable holds the key: `AGENT_KEY`, or for a server called `support-bot`,
 * `SUPPORT_BOT_AGENT_KEY`; an API key likewise with `API_KEY`. Never `JACKFIELD_...`: the hub refuses to start with
 * settings that it does not know.
 */
export function keyVariable(name: string, keyOf: 'agent' | 'api' = 'agent'): string {
  const words = name
    .toUpperCase()
    .replaceAll('-', '_')
    .replace(/^JACKFIELD(?=_|$)/, '')
  const stem = words.replace(/^_+|_+$/g, '')
  const end = keyOf === 'agent' ? 'AGENT_KEY' : 'API_KEY'
  return stem === '' ? end : `${/^\d/.test(stem) ? '_' : ''}${stem}_${end}`
}
