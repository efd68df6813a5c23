import { JackfieldError } from './error.ts'

/** The clients that `mcpConfig` knows, in the order in which people see them. */
export const mcpClients = ['claude-code', 'cursor', 'vscode', 'codex'] as const
export type McpClient = (typeof mcpClients)[number]

/** An agent's endpoint, as one client is to know it. */
export interface McpConfigInput {
  /** The address from `agent.endpoint`. */
  endpoint: string
  /** What the client calls the server: letters, digits, `-` and `_`. */
  name: string
  /** The agent key. Without it, a variable or a prompt of the client stands in its place. */
  key?: string | undefined
}

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
 * The configuration of one client for one agent's endpoint.
 * @throws JackfieldError `invalid` for a name that a client would refuse, or a key that is no header value.
 */
export function mcpConfig(client: McpClient, input: McpConfigInput): McpConfigBlock {
  checkName(input.name)
  checkKey(input.key)
  return { client, ...blocks[client](input) }
}

/**
 * Which environment variable holds the agent key: `AGENT_KEY`, or for a server called `support-bot`,
 * `SUPPORT_BOT_AGENT_KEY`. Never `JACKFIELD_...`: the hub refuses to start with settings that it does not know.
 */
export function keyVariable(name: string): string {
  const words = name
    .toUpperCase()
    .replaceAll('-', '_')
    .replace(/^JACKFIELD(?=_|$)/, '')
  const stem = words.replace(/^_+|_+$/g, '')
  return stem === '' ? 'AGENT_KEY' : `${/^\d/.test(stem) ? '_' : ''}${stem}_AGENT_KEY`
}

type Block = Omit<McpConfigBlock, 'client'>

const blocks: Record<McpClient, (input: McpConfigInput) => Block> = {
  'claude-code': claudeCode,
  cursor,
  vscode,
  codex,
}

/**
 * `claude mcp add`; the header goes last, since `--header` takes all that follows it
 * (code.claude.com/docs/en/mcp, "Installing MCP servers").
 */
function claudeCode({ endpoint, name, key }: McpConfigInput): Block {
  const variable = keyVariable(name)
  const header =
    key === undefined ? `"Authorization: Bearer \${${variable}:?}"` : quote(`Authorization: Bearer ${key}`)
  return {
    title: 'Claude Code',
    place: 'a terminal',
    language: 'sh',
    text: `claude mcp add --transport http ${name} ${quote(endpoint)} --header ${header}`,
    ...(key === undefined && {
      note: `Before it, put the agent key into ${variable}: ${exportLine(variable)}`,
    }),
  }
}

/** `mcpServers`, with `${env:NAME}` filled in by Cursor (cursor.com/docs/mcp, "Config interpolation"). */
function cursor({ endpoint, name, key }: McpConfigInput): Block {
  const variable = keyVariable(name)
  const authorization = `Bearer ${key ?? `\${env:${variable}}`}`
  return {
    title: 'Cursor',
    place: '~/.cursor/mcp.json, or .cursor/mcp.json in a project',
    language: 'json',
    text: indented({
      mcpServers: { [name]: { url: endpoint, headers: { Authorization: authorization } } },
    }),
    ...(key === undefined && { note: `Cursor must be started with the agent key in ${variable}.` }),
  }
}

/**
 * `servers` and `inputs`: VS Code asks for the key once and keeps it, so that the file, which belongs to the project,
 * holds none (code.visualstudio.com/docs/copilot/reference/mcp-configuration).
 */
function vscode({ endpoint, name, key }: McpConfigInput): Block {
  const id = `${name}-key`
  return {
    title: 'VS Code',
    place: '.vscode/mcp.json',
    language: 'json',
    text: indented({
      inputs: [{ type: 'promptString', id, description: `Jackfield agent key (${name})`, password: true }],
      servers: {
        [name]: { type: 'http', url: endpoint, headers: { Authorization: `Bearer \${input:${id}}` } },
      },
    }),
    note: `VS Code asks for the agent key when it starts the server${key === undefined ? '.' : `: ${key}`}`,
  }
}

/**
 * `[mcp_servers.<name>]` with `url` and `bearer_token_env_var`; a token in the file itself is refused
 * (developers.openai.com/codex/mcp).
 */
function codex({ endpoint, name, key }: McpConfigInput): Block {
  const variable = keyVariable(name)
  return {
    title: 'Codex',
    place: '~/.codex/config.toml',
    language: 'toml',
    text: [
      `[mcp_servers.${name}]`,
      // Basic strings of TOML have the escapes of JSON (toml.io/en/v1.0.0#string).
      `url = ${JSON.stringify(endpoint)}`,
      `bearer_token_env_var = ${JSON.stringify(variable)}`,
    ].join('\n'),
    note: `Codex must be started with the agent key in ${variable}: ${exportLine(variable, key)}`,
  }
}

function exportLine(variable: string, key?: string): string {
  return `export ${variable}=${quote(key ?? 'jf_agent_...')}`
}

/** One word for a POSIX shell (POSIX.1-2024, Shell Command Language, 2.2.2). */
function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

function indented(value: object): string {
  return JSON.stringify(value, null, 2)
}

function checkName(name: string): void {
  if (!/^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$/.test(name))
    throw new JackfieldError('invalid', `name: "${name}" is not a name that every client takes.`, {
      hint: 'Use up to 64 letters, digits, - and _.',
    })
}

/** The key itself is not repeated. */
function checkKey(key: string | undefined): void {
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key))
    throw new JackfieldError('invalid', 'key: an agent key has no spaces and no special characters.', {
      hint: 'Paste it again, as one word.',
    })
}
