import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApiKeyCreated, Me } from '@jackfield/sdk'
import { openTerminal } from './run-jackfield.ts'
import { removeScratchDirectories } from './scratch-directory.ts'
import { logIn, openTestPlace, type TestPlace } from './test-place.ts'

let place: TestPlace

beforeAll(async () => {
  place = await openTestPlace()
})

afterAll(async () => {
  await place?.close()
  removeScratchDirectories()
})

it('keeps the login where only its owner can read it, and never the password', () => {
  const { configDirectory } = place.terminal
  const file = join(configDirectory, 'config.json')
  expect(statSync(configDirectory).mode & 0o777).toBe(0o700)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    current: place.hub.url,
    servers: {
      [place.hub.url]: {
        token: expect.stringMatching(/^jf_session_/),
        email: 'owner@example.com',
        expires_at: expect.any(String),
      },
    },
  })
})

it('refuses a wrong password and keeps the login that there was', async () => {
  const args = ['login', '--email', 'owner@example.com', '--password-stdin']
  const { code, stderr } = await place.terminal.run(args, 'wrong password\n')
  expect({ code, stderr }).toEqual({ code: 4, stderr: 'The e-mail address or the password is wrong.\n' })
  expect((await place.terminal.json<Me>('whoami')).user?.email).toBe('owner@example.com')
})

it('goes to the server of JACKFIELD_URL, but never with the token of another', async () => {
  const { configDirectory } = place.terminal
  const elsewhere = openTerminal({
    JACKFIELD_CONFIG_DIR: configDirectory,
    JACKFIELD_URL: 'http://127.0.0.1:2',
  })
  const { code, stderr } = await elsewhere.run(['whoami'])
  expect(code).toBe(4)
  expect(stderr).toContain('You are not logged in to http://127.0.0.1:2.')
})

it.each([
  { args: ['ci'], name: 'ci' },
  { args: ['--name', 'deploy'], name: 'deploy' },
  { args: [], name: `cli-${new Date().toISOString().slice(0, 10)}` },
])('keys create $args prints the secret alone, as the last line', async ({ args, name }) => {
  const { code, stdout, stderr } = await place.terminal.run(['keys', 'create', ...args])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^jf_key_\S+\n$/)
  expect(stderr).toContain(`"${name}"`)
  expect(stderr).not.toContain(stdout.trim())
  const withKey = openTerminal({ JACKFIELD_URL: place.hub.url, JACKFIELD_API_KEY: stdout.trim() })
  expect(await withKey.json<Me>('whoami')).toMatchObject({ actor: 'api_key', role: 'owner' })
})

it('ROL-8: a read-only key reads and changes nothing; a revoked one ends', async () => {
  const key = await place.terminal.json<ApiKeyCreated>(
    'keys',
    'create',
    'reader',
    '--read-only',
    '--expires',
    '90d',
  )
  expect(key).toMatchObject({ read_only: true, name: 'reader' })
  const reader = openTerminal({ JACKFIELD_URL: place.hub.url, JACKFIELD_API_KEY: key.secret })
  expect(await reader.json('agents', 'list')).toEqual({ items: [] })
  const refused = await reader.run(['agents', 'create', 'Nope'])
  expect(refused).toEqual({
    code: 1,
    stdout: '',
    stderr: 'This API key is read-only.\nUse a key that may write.\n',
  })
  const list = await place.terminal.ok('keys', 'list')
  expect(list).toContain('owner, read-only')
  expect(list).not.toContain(key.secret)
  const rotated = await place.terminal.run(['keys', 'rotate', 'reader'])
  expect(rotated.stdout).toMatch(/^jf_key_\S+\n$/)
  expect(rotated.stderr).toContain('The old secret of the key "reader" has ended.')
  expect((await reader.run(['agents', 'list'])).code).toBe(4)
  const secret = rotated.stdout.trim()
  const again = openTerminal({ JACKFIELD_URL: place.hub.url, JACKFIELD_API_KEY: secret })
  expect(await again.json('agents', 'list')).toEqual({ items: [] })
  expect(await place.terminal.ok('keys', 'revoke', 'reader')).toBe('Revoked the key "reader".\n')
  const ended = await again.run(['agents', 'list'])
  expect(ended.code).toBe(4)
  expect(ended.stderr).toContain('does not know JACKFIELD_API_KEY')
})

it('makes a key for one domain of the platform address', async () => {
  const line = ['keys', 'create', 'crm', '--scope', 'sales:sales_clients', '--in-url', '--json']
  const { code, stdout } = await place.terminal.run(line)
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ scopes: ['sales:sales_clients'], in_url: true })
  expect(await place.terminal.ok('keys', 'list')).toMatch(/crm +owner +sales:sales_clients/)
})

it('says which keys there are when one is not known', async () => {
  const { code, stderr } = await place.terminal.run(['keys', 'revoke', 'nope'])
  expect(code).toBe(1)
  expect(stderr).toContain('There is no API key "nope".\nThere are:\n')
})

it('logs out here and on the server', async () => {
  const terminal = openTerminal()
  await logIn(terminal, `${place.hub.url}/`)
  const stored = readFileSync(join(terminal.configDirectory, 'config.json'), 'utf8')
  const token = /jf_session_[\w-]+/.exec(stored)?.[0] ?? ''
  expect(await terminal.ok('logout')).toBe(`Logged out of ${place.hub.url}.\n`)
  expect((await terminal.run(['whoami'])).code).toBe(4)
  const headers = { authorization: `Bearer ${token}` }
  expect((await fetch(`${place.hub.url}/api/v1/session`, { headers })).status).toBe(401)
})
