import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { McpJsonImport } from '@jackfield/sdk'
import { startModernServer, type ModernServer } from '../../server/test/upstreams/modern-server.ts'
import { openTerminal, type Terminal } from './run-jackfield.ts'
import { removeScratchDirectories, scratchDirectory } from './scratch-directory.ts'
import { openTestPlace, type TestPlace } from './test-place.ts'

let place: TestPlace
let notes: ModernServer
let terminal: Terminal
const folder = scratchDirectory()
const file = join(folder, '.mcp.json')

beforeAll(async () => {
  ;[place, notes] = await Promise.all([openTestPlace(), startModernServer()])
  terminal = place.terminal
  const document = {
    mcpServers: {
      'Team notes': { type: 'http', url: notes.url, headers: { Authorization: 'Bearer ${NOTES_TOKEN}' } },
      local: { command: 'npx' },
      later: { type: 'http', url: '' },
    },
    recommendedCategories: ['CRM'],
  }
  // With a byte order mark, as some editors write it.
  writeFileSync(file, `\uFEFF${JSON.stringify(document)}`)
})

afterAll(async () => {
  await Promise.all([place?.close(), notes?.close()])
  removeScratchDirectories()
})

/** The tests below are one session at a terminal: each goes on where the one before ended. */
it('PLG-2: a dry run names what is missing, needs no acknowledgement, and adds nothing', async () => {
  const { code, stdout, stderr } = await terminal.run(['connectors', 'import', file, '--dry-run'])
  expect(code).toBe(1)
  expect(stdout).toMatch(/^Team notes +needs setup +It needs a value for NOTES_TOKEN\.$/m)
  expect(stdout).toMatch(/^local +refused +.*stdio/m)
  expect(stdout).toMatch(/^later +needs setup +It has no address yet\./m)
  expect(stderr).toContain('Missing: NOTES_TOKEN. Give them with --set VAR=value')
  expect(stderr).toContain('recommendedCategories')
  expect((await place.hub.owner.get('/connectors?family=custom')).body).toMatchObject({ items: [] })
})

it('CUS-5: adds nothing without --yes', async () => {
  const { code, stderr } = await terminal.run([
    'connectors',
    'import',
    file,
    '--set',
    'NOTES_TOKEN=tok_s3cret',
  ])
  expect(code).toBe(1)
  expect(stderr).toContain('"I understand custom connectors can introduce risks"')
})

it('PLG-1: takes values from the environment, adds what it can, and says nothing of the secret', async () => {
  const { configDirectory } = terminal
  const withToken = openTerminal({ JACKFIELD_CONFIG_DIR: configDirectory, NOTES_TOKEN: 'tok_s3cret' })
  const { code, stdout, stderr } = await withToken.run([
    'connectors',
    'import',
    file,
    '--env',
    '--yes',
    '--json',
  ])
  expect(code).toBe(1)
  const { servers } = JSON.parse(stdout) as McpJsonImport
  expect(servers.map(({ outcome }) => outcome)).toEqual(['added', 'refused', 'needs_setup'])
  expect(stdout + stderr).not.toContain('tok_s3cret')
  expect(notes.seen.all.map(({ headers }) => headers['authorization'])).toContain('Bearer tok_s3cret')
})

it('what is here already is skipped, without a question', async () => {
  const { stdout } = await terminal.run(['connectors', 'import', file])
  expect(stdout).toMatch(/^Team notes +skipped +A connector with the key "team-notes" is here already\.$/m)
})

it('PLG-15: exports without secrets, and takes the export back from a pipe', async () => {
  const out = join(folder, 'export.json')
  const { code, stderr } = await terminal.run(['connectors', 'export', '--out', out])
  expect(code).toBe(0)
  expect(stderr).toContain('1 server.')
  expect(stderr).toContain('They belong in TEAM_NOTES_AUTHORIZATION;')
  const again = await terminal.run(['connectors', 'export', '--out', out])
  expect(again.stderr).toContain('exists already')
  const exported = readFileSync(out, 'utf8')
  expect(exported).not.toContain('tok_s3cret')
  expect(await terminal.ok('connectors', 'export')).toBe(exported)
  await terminal.ok('connectors', 'remove', 'team-notes')
  const back = ['connectors', 'import', '-', '--yes', '--set', 'TEAM_NOTES_AUTHORIZATION=Bearer tok_s3cret']
  const imported = await terminal.run(back, exported)
  expect({ code: imported.code, stdout: imported.stdout }).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Team notes +added +Added; it has \d+ tools\.$/m),
  })
})

it.each([
  ['no JSON', '{ "mcpServers": { // mine\n "key": "s3cret" } }', 'is not JSON (line 1 column'],
  ['a list', '["s3cret"]', 'holds no object'],
])('refuses a file that is %s, without repeating it', async (_what, content, message) => {
  const { code, stderr } = await terminal.run(['connectors', 'import', '-'], content)
  expect(code).toBe(2)
  expect(stderr).toContain(message)
  expect(stderr).not.toContain('s3cret')
})

it('refuses a file that is not there, and a value without a name', async () => {
  const missing = await terminal.run(['connectors', 'import', join(folder, 'none.json')])
  expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('none.json cannot be read.') })
  const nameless = await terminal.run(['connectors', 'import', file, '--set', 's3cret'])
  expect(nameless).toMatchObject({ code: 2, stderr: expect.stringContaining('--set') })
  expect(nameless.stderr).not.toContain('s3cret')
})
