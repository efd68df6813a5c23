import { execFileSync } from 'node:child_process'
import { parse as parseToml } from 'smol-toml'
import { expect, it } from 'vitest'
import { keyVariable, mcpClients, mcpConfig, type McpClient } from '../src/client.ts'

const endpoint = 'http://127.0.0.1:3000/mcp/agt_01'
const key = 'jf_agent_secret'
const textOf = (client: McpClient, input: object = {}) =>
  mcpConfig(client, { name: 'jackfield', endpoint, ...input }).text

/** What a POSIX shell hands to `claude`. */
function pasted(line: string, variables: Record<string, string> = {}): string[] {
  const script = `claude() { printf '%s\\0' "$@"; }\n${line}\n`
  const environment = { PATH: process.env['PATH'] ?? '', ...variables }
  return execFileSync('sh', ['-c', script], { env: environment, encoding: 'utf8', stdio: 'pipe' })
    .split('\0')
    .slice(0, -1)
}

const claudeArguments = ['mcp', 'add', '--transport', 'http', 'jackfield', endpoint, '--header']

it('Claude Code: one line for the shell, with the key in it or taken from the environment', () => {
  const expected = [...claudeArguments, `Authorization: Bearer ${key}`]
  expect(pasted(textOf('claude-code', { key }))).toEqual(expected)
  expect(pasted(textOf('claude-code'), { AGENT_KEY: key })).toEqual(expected)
  expect(() => pasted(textOf('claude-code'))).toThrow('AGENT_KEY')
})

it('Claude Code: an address cannot leave its quotes', () => {
  const hostile = 'http://127.0.0.1/mcp/a\'$(touch x)`y`";echo'
  expect(pasted(textOf('claude-code', { endpoint: hostile, key }))[5]).toBe(hostile)
})

it('Cursor: mcpServers with url and headers', () => {
  const server = (authorization: string) => ({
    mcpServers: { jackfield: { url: endpoint, headers: { Authorization: authorization } } },
  })
  expect(JSON.parse(textOf('cursor', { key }))).toEqual(server(`Bearer ${key}`))
  expect(JSON.parse(textOf('cursor'))).toEqual(server('Bearer ${env:AGENT_KEY}'))
})

it('VS Code: servers of type http; the key is asked for and never stands in the file', () => {
  expect(JSON.parse(textOf('vscode'))).toEqual({
    inputs: [
      {
        type: 'promptString',
        id: 'jackfield-key',
        description: 'Jackfield agent key (jackfield)',
        password: true,
      },
    ],
    servers: {
      jackfield: {
        type: 'http',
        url: endpoint,
        headers: { Authorization: 'Bearer ${input:jackfield-key}' },
      },
    },
  })
  expect(textOf('vscode', { key })).toBe(textOf('vscode'))
  expect(mcpConfig('vscode', { name: 'a', endpoint, key }).note).toContain(key)
})

it('Codex: a table with url and bearer_token_env_var; the key goes into the environment', () => {
  for (const address of [endpoint, 'http://127.0.0.1/a"b\\c'])
    expect(parseToml(textOf('codex', { endpoint: address, name: 'support-bot' }))).toEqual({
      mcp_servers: {
        'support-bot': { url: address, bearer_token_env_var: 'SUPPORT_BOT_AGENT_KEY' },
      },
    })
  expect(textOf('codex', { key })).not.toContain(key)
  const { note = '' } = mcpConfig('codex', { name: 'jackfield', endpoint, key })
  expect(note).toMatch(/export AGENT_KEY='jf_agent_secret'$/)
})

it.each([
  ['jackfield', 'AGENT_KEY'],
  ['jackfield-sales', 'SALES_AGENT_KEY'],
  ['Support-bot', 'SUPPORT_BOT_AGENT_KEY'],
  ['7shifts', '_7SHIFTS_AGENT_KEY'],
  ['_', 'AGENT_KEY'],
])('the key of %s is in %s', (name, variable) => {
  expect(keyVariable(name)).toBe(variable)
})

it.each(['', 'two words', '-x', 'a.b', "a'b", 'x'.repeat(65), 'ü'])('refuses the name %j', (name) => {
  for (const client of mcpClients)
    expect(() => mcpConfig(client, { name, endpoint })).toThrow(expect.objectContaining({ code: 'invalid' }))
})

it.each(['', 'two words', 'a\nb', 'ü'])('refuses the key %j without repeating it', (wrong) => {
  expect(() => mcpConfig('cursor', { name: 'a', endpoint, key: wrong })).toThrow(
    /^key: an agent key has no spaces/,
  )
})
