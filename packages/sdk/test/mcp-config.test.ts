import { execFileSync } from 'node:child_process'
import { parse as parseToml } from 'smol-toml'
import { expect, it } from 'vitest'
import {
  keyedAddress,
  keyVariable,
  mcpClients,
  mcpConfig,
  mcpInstallLink,
  type McpClient,
} from '../src/client.ts'

const endpoint = 'http://127.0.0.1:3000/mcp/agt_01'
const key = 'jf_agent_secret'
const textOf = (client: McpClient, input: object = {}) =>
  mcpConfig(client, { name: 'jackfield', endpoint, ...input }).text

/** What a POSIX shell hands to `claude`. */
function pasted(line: string, variables: Record<string, string> = {}): string[] {
  const script = `claude() { printf '%s\\0' "$@"; }\nnpx() { claude "$@"; }\n${line}\n`
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

it('ADR-5, ADR-7, ADR-8: with the key in the address, the command is the one of the guides, and & survives the shell', () => {
  const area = 'http://127.0.0.1:3000/api/mcp/sales-management?account_id=acc_01&domain=sales_clients'
  const address = keyedAddress(area, 'jf_key_secret')
  const input = { name: 'sales-leads', endpoint: address, keyInAddress: true }
  expect(textOf('claude-code', input)).toBe(`claude mcp add --transport http sales-leads "${address}"`)
  expect(address).toBe(`${area}&key=jf_key_secret`)
  expect(pasted(textOf('claude-code', input)).at(-1)).toBe(address)
  expect(pasted(textOf('add-mcp', input))).toContain(address)
  expect(JSON.parse(textOf('cursor', input))).toEqual({ mcpServers: { 'sales-leads': { url: address } } })
  for (const client of mcpClients) {
    const { text, note } = mcpConfig(client, input)
    expect(text).not.toMatch(/authorization|bearer|input/i)
    expect(note).toBeUndefined()
  }
})

it('an API key is called one, and has a variable of its own', () => {
  const input = { name: 'sales-leads', endpoint, keyOf: 'api' } as const
  expect(textOf('claude-code', input)).toContain('${SALES_LEADS_API_KEY:?}')
  expect(mcpConfig('vscode', input).note).toBe('VS Code asks for the API key when it starts the server.')
})

it('add-mcp: the key in a header, or asked for', () => {
  const start = ['add-mcp@2', endpoint, '--name', 'jackfield', '--global', '--header']
  expect(pasted(textOf('add-mcp', { key }))).toEqual([...start, `Authorization: Bearer ${key}`])
  expect(pasted(textOf('add-mcp'))).toEqual([...start, 'Authorization: Bearer ${AGENT_KEY}'])
})

it('install links hold the entry as the files do, and VS Code is asked for the key', () => {
  const link = new URL(mcpInstallLink('cursor', { name: 'jackfield', endpoint, key }))
  expect(`${link.protocol}//${link.host}${link.pathname}`).toBe(
    'cursor://anysphere.cursor-deeplink/mcp/install',
  )
  expect(link.searchParams.get('name')).toBe('jackfield')
  expect(JSON.parse(atob(link.searchParams.get('config') ?? ''))).toEqual({
    url: endpoint,
    headers: { Authorization: `Bearer ${key}` },
  })
  const [head, entry = ''] = mcpInstallLink('vscode', { name: 'jackfield', endpoint, key }).split('?')
  expect(head).toBe('vscode:mcp/install')
  expect(JSON.parse(decodeURIComponent(entry))).toMatchObject({
    name: 'jackfield',
    type: 'http',
    url: endpoint,
    headers: { Authorization: 'Bearer ${input:jackfield-key}' },
    inputs: [{ id: 'jackfield-key', password: true }],
  })
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
  expect(note).toMatch(/export AGENT_KEY="jf_agent_secret"$/)
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
  expect(() => mcpConfig('cursor', { name: 'a', endpoint, key: wrong })).toThrow(/^key: a key has no spaces/)
})
