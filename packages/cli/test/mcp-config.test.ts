import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AgentDetail, AgentKeyList, McpConfigBlock } from '@jackfield/sdk'
import type { Terminal } from './run-jackfield.ts'
import { removeScratchDirectories } from './scratch-directory.ts'
import { openTestPlace, type TestPlace } from './test-place.ts'

let place: TestPlace
let terminal: Terminal
let agent: AgentDetail

beforeAll(async () => {
  place = await openTestPlace()
  terminal = place.terminal
  agent = await terminal.json<AgentDetail>('agents', 'create', 'Support bot')
})

afterAll(async () => {
  await place?.close()
  removeScratchDirectories()
})

const keys = async () =>
  (await terminal.json<AgentKeyList>('agents', 'keys', 'Support bot', 'list')).items.map(({ name }) => name)

it('prints a section for each client, with placeholders, and makes no key', async () => {
  const page = await terminal.ok('mcp-config', 'Support bot')
  expect(page).toMatch(/^Claude Code: a terminal$/m)
  expect(page).toContain(
    `claude mcp add --transport http jackfield "${agent.endpoint}" --header "Authorization: Bearer \${AGENT_KEY:?}"`,
  )
  expect(page).toMatch(/^Cursor: ~\/\.cursor\/mcp\.json/m)
  expect(page).toMatch(/^VS Code: \.vscode\/mcp\.json$/m)
  expect(page).toMatch(/^Codex: ~\/\.codex\/config\.toml$/m)
  expect(await keys()).toEqual([])
})

it('prints one block alone, so that it can be appended to a file', async () => {
  const { code, stdout, stderr } = await terminal.run(['mcp-config', 'support BOT', '--client', 'codex'])
  expect(code).toBe(0)
  expect(stdout).toBe(
    `[mcp_servers.jackfield]\nurl = "${agent.endpoint}"\nbearer_token_env_var = "AGENT_KEY"\n`,
  )
  expect(stderr).toContain('~/.codex/config.toml')
})

it('makes a key on request, which opens the endpoint', async () => {
  const line = ['mcp-config', 'Support bot', '--client', 'cursor', '--name', 'desk', '--new-key', 'laptop']
  const { stdout, stderr } = await terminal.run(line)
  expect(stderr).toContain('Made the key "laptop"')
  const { desk } = (JSON.parse(stdout) as { mcpServers: Record<string, { url: string; headers: object }> })
    .mcpServers
  const message = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
  const response = await fetch(desk?.url ?? '', {
    method: 'POST',
    headers: {
      ...desk?.headers,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify(message),
  })
  expect(response.status).toBe(200)
  expect(await keys()).toEqual(['laptop'])
})

it('fills in a key that is piped in; with --json the blocks are data', async () => {
  const line = ['mcp-config', 'Support bot', '--key-stdin', '--json']
  const { stdout } = await terminal.run(line, 'jf_agent_piped\n')
  const { items } = JSON.parse(stdout) as { items: McpConfigBlock[] }
  expect(items.map(({ client }) => client)).toEqual(['claude-code', 'cursor', 'vscode', 'codex', 'add-mcp'])
  for (const { text, note = '' } of items) expect(text + note).toContain('jf_agent_piped')
})

it.each([
  [['--name', 'two words', '--new-key', 'x'], 'two words'],
  [['--key', 'a', '--new-key', 'b'], 'cannot be used with'],
  [['--client', 'emacs'], 'claude-code, cursor, vscode, codex, add-mcp, all'],
])('refuses %j as wrong usage, and makes no key', async (args, message) => {
  const before = await keys()
  const { code, stderr } = await terminal.run(['mcp-config', 'Support bot', ...args])
  expect(code).toBe(2)
  expect(stderr).toContain(message)
  expect(await keys()).toEqual(before)
})
