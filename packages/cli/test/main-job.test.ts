import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type {
  AgentDetail,
  AgentKeyCreated,
  AuditPage,
  AuditVerification,
  CallAnswer,
  Connector,
  ConnectorTest,
  Toolset,
} from '@jackfield/sdk'
import { pruneEvents } from '../../server/src/audit/prune-events.ts'
import { systemContext } from '../../server/src/context.ts'
import { startModernServer, type ModernServer } from '../../server/test/upstreams/modern-server.ts'
import type { Terminal } from './run-jackfield.ts'
import { removeScratchDirectories, scratchDirectory } from './scratch-directory.ts'
import { openTestPlace, type TestPlace } from './test-place.ts'

let place: TestPlace
let notes: ModernServer
let terminal: Terminal

beforeAll(async () => {
  ;[place, notes] = await Promise.all([openTestPlace(), startModernServer()])
  terminal = place.terminal
})

afterAll(async () => {
  await Promise.all([place?.close(), notes?.close()])
  removeScratchDirectories()
})

/** The tests below are one session at a terminal: each goes on where the one before ended. */
it('CUS-20: tests a server before it is added', async () => {
  const test = await terminal.json<ConnectorTest>('connectors', 'test', notes.url)
  expect(test).toMatchObject({ ok: true, protocol_version: '2026-07-28' })
  const failed = await terminal.run(['connectors', 'test', `${place.hub.url}/healthz`])
  expect(failed.code).toBe(1)
  expect(failed.stdout).toContain('Failure')
})

it('CUS-17: shows why an address is refused', async () => {
  const { code, stdout } = await terminal.run(['connectors', 'test', 'http://169.254.169.254/mcp'])
  expect(code).toBe(1)
  expect(stdout).toContain('blocked_address')
  expect(stdout).toContain('JACKFIELD_ALLOWED_HOSTS')
})

it('adds a connector only with the acknowledgement', async () => {
  const add = ['connectors', 'add', 'Team notes', notes.url, '--header', 'X-Team: sales', '--trust-hints']
  const refused = await terminal.run(add)
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('"I understand custom connectors can introduce risks"')
  const added = await terminal.run([...add, '--token-stdin', '--yes', '--json'], 'tok_s3cret\n')
  expect(added.code).toBe(0)
  expect(added.stdout + added.stderr).not.toContain('tok_s3cret')
  expect(JSON.parse(added.stdout)).toMatchObject({
    slug: 'team-notes',
    status: 'connected',
    tool_count: notes.offer.tools.length,
  })
  const list = await terminal.ok('connectors', 'list')
  expect(list).toMatch(/^team-notes +● Connected +- +\d+ +0 +http/m)
})

it('refuses a header without a colon without repeating it', async () => {
  const { code, stderr } = await terminal.run([
    'connectors',
    'add',
    'X',
    notes.url,
    '--yes',
    '--header',
    's3cret',
  ])
  expect(code).toBe(2)
  expect(stderr).toContain('--header')
  expect(stderr).not.toContain('s3cret')
})

it('TRB-6: doctor tells a new agent what to do, with exit code 1', async () => {
  const agent = await terminal.json<AgentDetail>('agents', 'create', 'Support bot')
  const { code, stdout } = await terminal.run(['doctor', 'support BOT'])
  expect(code).toBe(1)
  expect(stdout).toContain('○  team-notes')
  expect(stdout).toContain(`$ jackfield agents toggle ${agent.id} team-notes on`)
})

it('AGT-1: turns the connector on, and the tools are there', async () => {
  expect(await terminal.ok('agents', 'toggle', 'Support bot', 'Team notes', 'on')).toMatch(
    /^team-notes.* on .*● Connected/m,
  )
  const toolset = await terminal.json<Toolset>('tools', 'Support bot')
  expect(toolset.tools.map(({ name }) => name)).toContain('team-notes__write_note')
  expect(await terminal.ok('tools', 'Support bot')).toMatch(
    /^team-notes__delete_note +destructive +allow +Deletes a note/m,
  )
  expect(await terminal.ok('doctor', 'Support bot')).toContain('●  team-notes')
})

it('calls tools with typed arguments and the stored headers', async () => {
  expect(
    await terminal.ok('call', 'Support bot', 'team-notes__add', '--arg', 'a=2', '--arg', 'b=40'),
  ).toContain('42')
  const seen = await terminal.ok('call', 'Support bot', 'whoami')
  expect(JSON.parse(seen)).toMatchObject({ 'x-team': 'sales', authorization: 'Bearer tok_s3cret' })
  const piped = await terminal.run(
    ['call', 'Support bot', 'write_note', '--json-args', '-'],
    '{"text": "from a pipe"}',
  )
  expect(piped.code).toBe(0)
  expect(notes.traces.writes).toEqual(['from a pipe'])
})

it.each([
  [['fail'], 'fails on purpose'],
  [['echo'], 'message'],
  [['nope'], 'jackfield doctor'],
])('a call that fails says so on stderr, with exit code 1: %j', async (args, message) => {
  const { code, stdout, stderr } = await terminal.run(['call', 'Support bot', ...args])
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toContain(message)
})

it('prints the answer of a failed call with --json', async () => {
  const { code, stdout } = await terminal.run(['call', 'Support bot', 'fail', '--json'])
  expect(code).toBe(1)
  expect(JSON.parse(stdout) as CallAnswer).toMatchObject({ outcome: 'error', result: { isError: true } })
})

it('sets policies by either name of a tool, and removes them', async () => {
  await terminal.ok('policies', 'set', 'team-notes', '*', 'ask')
  expect(await terminal.ok('policies', 'set', 'team-notes', 'team-notes__delete_note', 'block')).toMatch(
    /^team-notes +delete_note +block$/m,
  )
  const refused = await terminal.run(['call', 'Support bot', 'team-notes__echo', '--arg', 'message=hi'])
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('approval')
  await terminal.ok('policies', 'set', 'team-notes', '*', 'none')
  await terminal.ok('policies', 'set', 'team-notes', 'delete_note', 'none')
  expect(await terminal.ok('policies', 'show')).toContain('No rules')
})

it('mints an agent key that opens the endpoint', async () => {
  const key = await terminal.json<AgentKeyCreated>('agents', 'keys', 'Support bot', 'create', 'laptop')
  expect(key.secret).toMatch(/^jf_agent_/)
  const plain = await terminal.run(['agents', 'keys', 'Support bot', 'create'])
  expect(plain.stdout).toMatch(/^jf_agent_\S+\n$/)
  expect(plain.stderr).toContain(key.endpoint)
  expect(await terminal.ok('agents', 'keys', 'Support bot')).toContain('laptop')
  const rotated = await terminal.run(['agents', 'keys', 'Support bot', 'rotate', 'laptop'])
  expect(rotated.stdout).toMatch(/^jf_agent_\S+\n$/)
  expect(rotated.stdout.trim()).not.toBe(key.secret)
  await terminal.ok('agents', 'keys', 'Support bot', 'revoke', 'laptop')
  expect(await terminal.ok('agents', 'keys', 'Support bot')).not.toContain('laptop')
})

it('CUS-24: shows a changed tool, refuses it and accepts it', async () => {
  notes.changeTool('echo', { description: 'Says something else.' })
  const changed = await terminal.run(['connectors', 'tools', 'team-notes', '--refresh'])
  expect(changed.stdout).toMatch(/^echo .*changed: description/m)
  expect(changed.stderr).toContain('jackfield connectors accept team-notes')
  expect(await terminal.ok('connectors', 'list')).toMatch(/, 1 changed/)
  expect(await terminal.ok('connectors', 'refuse', 'team-notes')).toContain('Nothing of Team notes waits')
  expect(await terminal.ok('connectors', 'tools', 'team-notes')).toMatch(/^echo .*refused: description/m)
  expect(await terminal.ok('connectors', 'accept', 'team-notes', 'echo')).toContain(
    'Nothing of Team notes waits',
  )
})

it('CUS-23: edits in place and keeps the secrets that are not named', async () => {
  const edited = await terminal.json<Connector>(
    'connectors',
    'edit',
    'team-notes',
    '--header',
    'x-team: support',
    '--yes',
  )
  expect(edited.headers.map(({ name }) => name.toLowerCase()).toSorted()).toEqual(['authorization', 'x-team'])
  const seen = await terminal.ok('call', 'Support bot', 'whoami')
  expect(JSON.parse(seen)).toMatchObject({ 'x-team': 'support', authorization: 'Bearer tok_s3cret' })
})

it('SEC-8, CUS-22: shows whether hints are trusted and only reads allowed, and changes both', async () => {
  const show = () => terminal.ok('connectors', 'show', 'team-notes')
  expect(await show()).toMatch(/^Read-only +no$/m)
  expect(await show()).toMatch(/^Hints +trusted: /m)
  const edited = await terminal.ok('connectors', 'edit', 'team-notes', '--read-only', '--no-trust-hints')
  expect(edited).toMatch(/^Read-only +yes: /m)
  expect(edited).toMatch(/^Hints +not trusted: /m)
  expect(await show()).toBe(edited)
  const back = ['connectors', 'edit', 'team-notes', '--no-read-only', '--trust-hints']
  expect(await terminal.json<Connector>(...back)).toMatchObject({ read_only: false, trust_hints: true })
})

it('RUN-5: disconnects, says what that changes, and connects again', async () => {
  await terminal.ok('connectors', 'disconnect', 'team-notes')
  const { code, stdout } = await terminal.run(['doctor', 'Support bot'])
  expect(code).toBe(1)
  expect(stdout).toContain('◌  team-notes')
  expect(stdout).toContain('$ jackfield connectors connect team-notes')
  const secrets = ['--header', 'X-Team: sales', '--header', 'Authorization: Bearer tok_new']
  expect(await terminal.ok('connectors', 'connect', 'team-notes', ...secrets)).toContain('● Connected')
  expect((await terminal.run(['doctor', 'Support bot'])).code).toBe(0)
})

it('SEC-3: warns beside the answer of instructions that seem to hold a secret', async () => {
  const instructions = 'The password is Winter2026!'
  const create = ['agents', 'create', 'Careless', '--instructions', instructions]
  const created = await terminal.run(create)
  expect(created).toMatchObject({ code: 0, stdout: expect.not.stringContaining('Winter') as string })
  expect(created.stderr).toContain('seem to hold a key or password (line 1)')
  expect(created.stderr).not.toContain('Winter')
  const clone = await terminal.run(['agents', 'clone', 'Careless', 'Careless copy'])
  expect(clone.stderr).toContain('(line 1)')
  for (const name of ['Careless', 'Careless copy']) await terminal.ok('agents', 'delete', name, '--yes')
})

it('AGT-6, AGT-13: clones, resets and deletes agents', async () => {
  const copy = await terminal.json<AgentDetail>('agents', 'clone', 'Support bot', 'Copy')
  expect(copy).toMatchObject({ name: 'Copy', customized: true })
  expect(await terminal.ok('agents', 'reset', 'Copy')).toMatch(/^team-notes.* off +inherit/m)
  await terminal.ok('agents', 'delete', 'Copy')
  expect(await terminal.ok('agents', 'list')).not.toContain('Copy')
})

it('SEC-9: lists, filters, pages, exports and verifies the audit log', async () => {
  const page = await terminal.json<AuditPage>(
    'audit',
    'list',
    '--kind',
    'call',
    '--agent',
    'Support bot',
    '--since',
    '1h',
    '--limit',
    '2',
  )
  expect(page.items).toHaveLength(2)
  const next = await terminal.json<AuditPage>(
    'audit',
    'list',
    '--kind',
    'call',
    '--limit',
    '2',
    '--cursor',
    page.cursor ?? '',
  )
  expect(next.items.map(({ id }) => id)).not.toContain(page.items[0]?.id)
  expect(await terminal.ok('audit', 'list', '--outcome', 'error')).toMatch(
    /tool\.called +Support bot +team-notes +team-notes__fail +error/,
  )
  const lines = (await terminal.ok('audit', 'export', '--tool', 'team-notes__write_note'))
    .trimEnd()
    .split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { phase: string }).phase)).toEqual(['intent', 'outcome'])
  const file = join(scratchDirectory(), 'audit.csv')
  await terminal.ok('audit', 'export', '--format', 'csv', '--out', file)
  expect(readFileSync(file, 'utf8')).toMatch(/^seq,id,at,/)
  const again = await terminal.run(['audit', 'export', '--out', file])
  expect(again.code).toBe(1)
  expect(again.stderr).toContain('exists already')
  expect(await terminal.ok('audit', 'verify')).toMatch(/^The audit log is whole: \d+ events\.$/m)
})

it('SEC-9: says with which event a log begins whose oldest ones were deleted', async () => {
  const { services, accountId } = place.hub
  const ctx = systemContext(services, accountId, 'test')
  await pruneEvents({ ctx, before: new Date(), signal: new AbortController().signal })
  const { pruned_before: oldest } = await terminal.json<AuditVerification>('audit', 'verify')
  expect(oldest).toBeGreaterThan(1)
  expect(await terminal.ok('audit', 'verify')).toMatch(
    new RegExp(`^The audit log is whole: \\d+ events?\\.\nIt begins with event ${oldest}; older ones`),
  )
})

it('lists the candidates of an ambiguous or unknown name', async () => {
  const { code, stderr } = await terminal.run(['agents', 'toggle', 'Nobody', 'team-notes', 'on'])
  expect(code).toBe(1)
  expect(stderr).toMatch(/^There is no agent "Nobody"\.\nThere are:\n {2}agt_\w+ {2}Support bot\n$/)
})

it('removes the connector', async () => {
  expect(await terminal.ok('connectors', 'remove', 'team-notes')).toBe('Removed Team notes.\n')
  expect(await terminal.json('connectors', 'list', '--family', 'custom')).toEqual({
    items: [],
    native: [],
  })
})

it('CON-2: connects an area of the Sales Platform without a secret', async () => {
  expect(await terminal.ok('connectors', 'connect', 'leads')).toMatch(/^Status +● Connected$/m)
  expect(await terminal.ok('connectors', 'list', '--family', 'platform')).toMatch(/^leads +● Connected/m)
  const shown = await terminal.ok('connectors', 'show', 'leads')
  expect(shown).toMatch(/^Address +http\S+\/api\/mcp\/sales-management\?\S*domain=sales_clients$/m)
  expect(shown).not.toMatch(/^(Read-only|Hints)/m)
})

it('PLT-5: turns the whole Sales Platform on for an agent, and off again', async () => {
  await terminal.ok('agents', 'platform-tools', 'Support bot', 'on')
  expect(await terminal.ok('agents', 'show', 'Support bot')).toMatch(/^Sales Platform +on/m)
  expect((await terminal.json<Toolset>('tools', 'Support bot')).tools.length).toBeGreaterThan(20)
  await terminal.ok('agents', 'platform-tools', 'Support bot', 'inherit')
  expect((await terminal.json<Toolset>('tools', 'Support bot')).tools).toEqual([])
})
