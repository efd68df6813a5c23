import { checkMcpConfig } from './mcp-config-input.ts'
import type { McpConfigInput } from './mcp-config-input.ts'
import { cursorServer, keyName, variableOf, vscodeServer } from './mcp-servers.ts'

/** The clients that `mcpConfig` knows, in the order in which people see them; `add-mcp` writes the files of many. */
export const mcpClients = ['claude-code', 'cursor', 'vscode', 'codex', 'add-mcp'] as const
export type McpClient = (typeof mcpClients)[number]

/** A text to paste, and where. */
export interface McpConfigBlock {
  client: McpClient
  /** For people: `Claude Code`. */
  title: string
  /** Where it goes: `~/.codex/config.toml`, or `a terminal`. */
  place: string
  language: 'sh' | 'json' | 'toml'
  /** Exactly what is pasted, without a line end. */
  text: string
  /** How the client gets the key, where it does not stand in the text. A secret may be in here. */
  note?: string
}

/**
 * The configuration of one client for one MCP address of the hub.
 * @throws JackfieldError `invalid` for a name that a client would refuse, or a key that is no header value.
 */
export function mcpConfig(client: McpClient, input: McpConfigInput): McpConfigBlock {
  checkMcpConfig(input)
  return { client, ...blocks[client](input) }
}

type Block = Omit<McpConfigBlock, 'client'>

const blocks: Record<McpClient, (input: McpConfigInput) => Block> = {
  'claude-code': claudeCode,
  cursor,
  vscode,
  codex,
  'add-mcp': addMcp,
}

/**
 * `claude mcp add`; the header goes last, since `--header` takes all that follows it
 * (code.claude.com/docs/en/mcp, "Installing MCP servers").
 */
function claudeCode(input: McpConfigInput): Block {
  const { endpoint, name, key, keyInAddress } = input
  const variable = variableOf(input)
  const add = `claude mcp add --transport http ${name} ${word(endpoint)}`
  const terminal = { title: 'Claude Code', place: 'a terminal', language: 'sh' } as const
  if (keyInAddress) return { ...terminal, text: add }
  if (key !== undefined)
    return { ...terminal, text: `${add} --header ${word(`Authorization: Bearer ${key}`)}` }
  return {
    ...terminal,
    text: `${add} --header "Authorization: Bearer \${${variable}:?}"`,
    note: `Before it, put the ${keyName(input)} into ${variable}: ${exportLine(input)}`,
  }
}

function cursor(input: McpConfigInput): Block {
  const asked = input.key === undefined && !input.keyInAddress
  return {
    title: 'Cursor',
    place: '~/.cursor/mcp.json, or .cursor/mcp.json in a project',
    language: 'json',
    text: indented({ mcpServers: { [input.name]: cursorServer(input) } }),
    ...(asked && { note: `Cursor must be started with the ${keyName(input)} in ${variableOf(input)}.` }),
  }
}

function vscode(input: McpConfigInput): Block {
  const { inputs, server } = vscodeServer(input)
  const key = input.key === undefined ? '.' : `: ${input.key}`
  return {
    title: 'VS Code',
    place: '.vscode/mcp.json',
    language: 'json',
    text: indented({ ...(inputs.length > 0 && { inputs }), servers: { [input.name]: server } }),
    ...(inputs.length > 0 && {
      note: `VS Code asks for the ${keyName(input)} when it starts the server${key}`,
    }),
  }
}

/**
 * `[mcp_servers.<name>]` with `url` and `bearer_token_env_var`; a token in the file itself is refused
 * (developers.openai.com/codex/mcp).
 */
function codex(input: McpConfigInput): Block {
  const { endpoint, name, keyInAddress } = input
  const variable = variableOf(input)
  return {
    title: 'Codex',
    place: '~/.codex/config.toml',
    language: 'toml',
    text: [
      `[mcp_servers.${name}]`,
      // Basic strings of TOML have the escapes of JSON (toml.io/en/v1.0.0#string).
      `url = ${JSON.stringify(endpoint)}`,
      ...(keyInAddress ? [] : [`bearer_token_env_var = ${JSON.stringify(variable)}`]),
    ].join('\n'),
    ...(!keyInAddress && {
      note: `Codex must be started with the ${keyName(input)} in ${variable}: ${exportLine(input)}`,
    }),
  }
}

/**
 * `npx add-mcp`, which finds the clients of this machine and writes their files. `--global`, because the files of a
 * project are committed; `${NAME}` in a header is asked for (add-mcp 2.4, README).
 */
function addMcp(input: McpConfigInput): Block {
  const { endpoint, name, key, keyInAddress } = input
  const variable = variableOf(input)
  const add = `npx add-mcp@2 ${word(endpoint)} --name ${name} --global`
  const header = `Authorization: Bearer ${key ?? `\${${variable}}`}`
  const asked = key === undefined && !keyInAddress
  return {
    title: 'Any client',
    place: 'a terminal: add-mcp finds the clients of this machine',
    language: 'sh',
    text: keyInAddress ? add : `${add} --header ${word(header)}`,
    ...(asked && { note: `add-mcp asks for ${variable}: give it the ${keyName(input)}.` }),
  }
}

function exportLine(input: McpConfigInput): string {
  const placeholder = input.keyOf === 'api' ? 'jf_key_...' : 'jf_agent_...'
  return `export ${variableOf(input)}=${word(input.key ?? placeholder)}`
}

/** One word for a POSIX shell (POSIX.1-2024, Shell Command Language, 2.2.2); in double quotes, which Windows knows too, where nothing in them would be special. */
function word(text: string): string {
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", String.raw`'\''`)}'` : `"${text}"`
}

function indented(value: object): string {
  return JSON.stringify(value, null, 2)
}
