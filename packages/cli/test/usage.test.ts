import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openTerminal } from './run-jackfield.ts'
import { removeScratchDirectories } from './scratch-directory.ts'

afterAll(removeScratchDirectories)

it('shows its help when called alone', async () => {
  const { code, stdout } = await openTerminal().run([])
  expect(code).toBe(0)
  for (const command of ['login', 'keys', 'connectors', 'agents', 'tools', 'call', 'doctor', 'audit'])
    expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
})

it('gives every command a description and a help page', async () => {
  const groups = [
    'keys',
    'account',
    'members',
    'invitations',
    'connectors',
    'agents',
    'templates',
    'policies',
    'audit',
  ]
  const pages = await Promise.all(groups.map((group) => openTerminal().ok(group, '--help')))
  const commands = pages.flatMap((page, index) =>
    [...page.slice(page.indexOf('Commands:')).matchAll(/^ {2}(\w+)(.*)$/gm)]
      .filter(([, name]) => name !== 'help')
      .map(([, name, rest]) => ({ group: groups[index], name, rest })),
  )
  expect(commands.length).toBeGreaterThan(20)
  expect(commands.filter(({ rest }) => !/ {2}\w/.test(rest ?? ''))).toEqual([])
})

it.each([
  [['nope'], "Unknown command 'nope'."],
  [['keys', 'creat'], '(Did you mean create?)'],
  [['agents', 'toggle', 'a', 'b', 'maybe'], 'Allowed choices are on, off, inherit.'],
  [['keys', 'create', '--expires'], "Option '--expires <when>' argument missing."],
  [['agents', 'show'], "Missing required argument 'agent'."],
])('%j is wrong usage: exit code 2', async (args, message) => {
  const { code, stdout, stderr } = await openTerminal().run(args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
  expect(stderr).toContain('--help')
})

it('reports wrong usage as JSON too', async () => {
  const { code, stderr } = await openTerminal().run(['nope', '--json'])
  expect(code).toBe(2)
  expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'usage', message: "Unknown command 'nope'." } })
})

it('asks for a login: exit code 4', async () => {
  const { code, stderr } = await openTerminal({ JACKFIELD_URL: 'http://127.0.0.1:9/' }).run([
    'agents',
    'list',
  ])
  expect(code).toBe(4)
  expect(stderr).toContain('You are not logged in to http://127.0.0.1:9.')
  expect(stderr).toContain('jackfield login --url http://127.0.0.1:9')
})

it('says which server is out of reach: exit code 3', async () => {
  const terminal = openTerminal({ JACKFIELD_URL: 'http://127.0.0.1:2', JACKFIELD_API_KEY: 'jf_key_x' })
  const { code, stderr } = await terminal.run(['agents', 'list'])
  expect(code).toBe(3)
  expect(stderr).toBe(
    'Cannot reach Jackfield at http://127.0.0.1:2 (nothing listens there).\n' +
      'Check the address, and that the server is running there.\n',
  )
  const asJson = await terminal.run(['--json', 'agents', 'list'])
  expect(asJson.code).toBe(3)
  expect(JSON.parse(asJson.stderr)).toMatchObject({ error: { code: 'unreachable' } })
})

it('refuses an address that is none: exit code 2', async () => {
  const { code, stderr } = await openTerminal({ JACKFIELD_URL: 'hub', JACKFIELD_API_KEY: 'x' }).run([
    'whoami',
  ])
  expect(code).toBe(2)
  expect(stderr).toContain('"hub" is not an address')
})

it.each([
  [['login'], '--email'],
  [['login', '--email', 'a@example.com'], '--password-stdin'],
  [['login', '--email', 'a@example.com', '--password-stdin'], 'nothing came on standard input'],
])('%j without a terminal names what to pass', async (args, missing) => {
  const { code, stderr } = await openTerminal({ JACKFIELD_URL: 'http://127.0.0.1:2' }).run(args)
  expect(code).toBe(2)
  expect(stderr).toContain(missing)
})

it('names a configuration file that it cannot read, and the remedy', async () => {
  const terminal = openTerminal()
  mkdirSync(terminal.configDirectory)
  writeFileSync(join(terminal.configDirectory, 'config.json'), '{ broken')
  const { code, stderr } = await terminal.run(['whoami'])
  expect(code).toBe(1)
  expect(stderr).toContain('config.json is not readable as JSON.\nRemove it, then run: jackfield login\n')
})
