import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AgentDetail, Connector, SignInOptions, SignInStarted } from '@jackfield/sdk'
import type { AppProvider } from '../../server/test/upstreams/app-provider/start-app-provider.ts'
import { readNamedValues } from '../src/named-values.ts'
import { openAppPlace, type AppPlace } from './app-place.ts'
import { openTerminal, type Terminal } from './run-jackfield.ts'
import { removeScratchDirectories } from './scratch-directory.ts'

let place: AppPlace
let terminal: Terminal
let github: AppProvider
let agent: AgentDetail

beforeAll(async () => {
  place = await openAppPlace()
  terminal = place.terminal
  github = await place.open('github')
})

afterAll(async () => {
  await place?.close()
  removeScratchDirectories()
})

/** Signs in to GitHub at a terminal that waits. */
async function signIn(scopes?: string[], ...args: string[]) {
  const { firstLine, outcome } = terminal.start(['connectors', 'sign-in', 'github', ...args])
  const { status } = await place.consent(github, await firstLine, scopes)
  expect(status).toBe(303)
  return outcome
}

/** The tests below are one session at a terminal: each goes on where the one before ended. */
it('CAT-4, CAT-18: lists every app within 80 columns, in the curated order', async () => {
  const lines = (await terminal.ok('connectors', 'list')).trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(26)
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80)
  expect(lines[1]).toMatch(/^hubspot +○ Not connected +CRM +\d+ +0$/)
  const crm = await terminal.ok('connectors', 'list', '--category', 'crm')
  expect(crm.match(/^\S+/gm)).toEqual(['SLUG', 'hubspot', 'pipedrive'])
  const unknown = await terminal.run(['connectors', 'list', '--category', 'cars'])
  expect(unknown.code).toBe(2)
  expect(unknown.stderr).toContain('CRM, Calendar, Collaboration')
})

it('CAT-7, CAT-16: says where a native CRM is, and how to ask for what is missing', async () => {
  const native = await terminal.run(['connectors', 'list', '--search', 'zoho'])
  expect(native).toMatchObject({ code: 0, stdout: 'No connector matches.\n' })
  expect(native.stderr).toMatch(/^Zoho is a native integration/)
  const missing = await terminal.run(['connectors', 'list', '--search', 'stripe'])
  expect(missing.stderr).toContain('jackfield connectors request <app>')
})

it('SEC-10: shows what an app would ask for before it is connected', async () => {
  const { stdout, stderr } = await terminal.run(['connectors', 'show', 'github'])
  expect(stdout).toMatch(/^Asks for +repo read:user read:org$/m)
  expect(stdout).toMatch(/^Takes keys +Personal access token, from https:/m)
  expect(stdout).toMatch(/^Is at .*web http:\S+ \(moved by the operator\)/m)
  expect(stderr).toContain('jackfield connectors sign-in github, or jackfield connectors key github')
})

it('CON-14, CON-15: without an OAuth app says what to register, where, with which redirect URI', async () => {
  const { code, stdout, stderr } = await terminal.run(['connectors', 'sign-in', 'github'])
  expect(code).toBe(1)
  const uri = `${place.hub.url}/oauth/callback/${place.hub.accountId}/github`
  expect(stdout.split('\n')).toContain(`Redirect URI   ${uri}`)
  expect(stdout).toMatch(/^Where +https:\/\/github\.com\/settings\/developers$/m)
  expect(stderr).toContain('$ jackfield connectors oauth-app github')
  expect(stderr).toContain('$ jackfield connectors key github')
  github.registerRedirect(uri)
})

it('SEC-11: takes an OAuth app, whose secret is shown nowhere', async () => {
  const { clientId, clientSecret } = github.client
  const nameless = await terminal.run(['connectors', 'oauth-app', 'github', '--client-secret-stdin'])
  expect(nameless).toMatchObject({ code: 2, stderr: expect.stringContaining('--client-id') as string })
  const set = ['connectors', 'oauth-app', 'github', '--client-id', clientId, '--client-secret-stdin']
  const { code, stdout, stderr } = await terminal.run(set, `${clientSecret}\n`)
  expect(code).toBe(0)
  expect(stdout).toMatch(new RegExp(`^OAuth app +${clientId} \\(the account's own\\)$`, 'm'))
  expect(stderr).toContain('jackfield connectors sign-in github')
  expect(stdout + stderr).not.toContain(clientSecret)
  const listed = await terminal.ok('connectors', 'oauth-apps')
  expect(listed).toMatch(new RegExp(`^github +${clientId} \\(the account's own\\) +http\\S+/github$`, 'm'))
  expect(listed).toMatch(/^slack +none is set up +http/m)
  const both = await terminal.run([...set, '--remove'])
  expect(both.code).toBe(2)
})

it('CON-18: only a person signs in, not a key', async () => {
  const { secret } = (await place.hub.owner.post('/keys', { name: 'ci', role: 'admin' })).body as {
    secret: string
  }
  const script = openTerminal({ JACKFIELD_URL: place.hub.url, JACKFIELD_API_KEY: secret })
  const { code, stderr } = await script.run(['connectors', 'sign-in', 'github'])
  expect(code).toBe(1)
  expect(stderr).toMatch(/Only a person .*\n.*jackfield login\n.*jackfield connectors key github/)
})

it('prints the address and ends with --no-wait and with --json', async () => {
  const { stdout } = await terminal.run(['connectors', 'sign-in', 'github', '--no-wait'])
  expect(stdout).toMatch(/^http\S+\/login\/oauth\/authorize\?\S+\n$/)
  const started = await terminal.json<SignInStarted>('connectors', 'sign-in', 'github')
  expect(started.authorize_url).toContain('scope=repo')
  const refused = await terminal.run(['connectors', 'sign-in', 'github', '--scope', 'everything'])
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('"everything"') as string })
})

it('CON-3, CONFLICT X2: waits for the consent, says who is connected, and which agents have it on now', async () => {
  const { id } = await terminal.json<Connector>('connectors', 'show', 'github')
  await place.hub.owner.post('/templates', { name: 'Support', connectors: [id] })
  agent = await terminal.json<AgentDetail>('agents', 'create', 'Support bot', '--template', 'Support')
  await terminal.ok('agents', 'create', 'Bystander')
  const { code, stdout, stderr } = await signIn()
  expect(code).toBe(0)
  expect(stdout).toMatch(/\nGitHub is connected as ada\.\n$/)
  expect(stderr).toContain(
    'It is on now for 1 agent because of its template:\n  Support bot, by the template Support',
  )
  expect(stderr).toContain(`$ jackfield agents toggle ${agent.id} github off`)
  expect(stderr).not.toContain('Bystander')
  expect(await terminal.ok('connectors', 'list')).toMatch(
    /^SLUG .*\ngithub +● Connected +Projects +\d+ +1 +ada$/m,
  )
})

it('STA-9: shows who is connected, what was granted, until when, and when it was last reached', async () => {
  const shown = await terminal.ok('connectors', 'show', 'github')
  expect(shown).toMatch(/^Connected as +ada$/m)
  expect(shown).toMatch(/^Granted +repo read:user read:org$/m)
  expect(shown).toMatch(/^Access +until 20\d\d-\S+ \S+, renewed before$/m)
  expect(shown).toMatch(/^Last reached +20\d\d-\S+ \S+: answered in \d+ ms$/m)
  expect(shown).not.toMatch(/^(Read-only|Hints)/m)
})

it('SEC-11: names the tools that lack a scope, and how to ask for it; notices a sign-in that changes nothing else', async () => {
  expect((await signIn(['read:user'])).stdout).toContain('GitHub is connected as ada.')
  const { stdout, stderr } = await terminal.run(['connectors', 'tools', 'github'])
  expect(stdout).toMatch(/^github_list_repos +read +not granted: repo +List/m)
  expect(stderr).toContain('$ jackfield connectors sign-in github --scope repo\n')
  expect((await signIn(undefined, '--scope', 'repo')).code).toBe(0)
  expect((await terminal.run(['connectors', 'tools', 'github'])).stderr).toBe('')
})

it('STA-5, TRB-6: what needs to be reconnected says so, and doctor names the command', async () => {
  github.revokeGrant()
  expect((await terminal.run(['connectors', 'test', 'github'])).code).toBe(1)
  const shown = await terminal.run(['connectors', 'show', 'github'])
  expect(shown.stdout).toMatch(/^Because +GitHub /m)
  expect(shown.stdout).not.toMatch(/^Access /m)
  const { stdout } = await terminal.run(['doctor', 'Support bot'])
  expect(stdout).toContain('  $ jackfield connectors sign-in github\n')
  expect(stdout).not.toContain('hubspot')
  const connect = await terminal.run(['connectors', 'connect', 'github'])
  expect(connect).toMatchObject({ code: 2, stderr: expect.stringContaining('sign-in github') as string })
  expect((await signIn()).code).toBe(0)
})

it('CON-10: disconnects, and says how the access was taken back at the app', async () => {
  const { stdout, stderr } = await terminal.run(['connectors', 'disconnect', 'github'])
  expect(stdout).toContain('Disconnected GitHub')
  expect(stderr).toMatch(/the access was taken back at GitHub\.\n$/)
  expect(github.revocations).toBe(1)
  const again = await terminal.run(['connectors', 'disconnect', 'github'])
  expect(again.stdout).toContain('GitHub is not connected.')
})

it('CON-10: says when the app does not take it back yet, and where to look later', async () => {
  await signIn()
  github.behave({ revocation: 'down' })
  const { code, stderr } = await terminal.run(['connectors', 'disconnect', 'github'])
  expect(code).toBe(0)
  expect(stderr).toMatch(/is being taken back at GitHub, with retries .*\n.*jackfield connectors show github/)
  expect(await terminal.ok('connectors', 'show', 'github')).toMatch(
    /^Last disconnect .*so far: GitHub answered/m,
  )
})

it('CON-15, SEC-1: connects with a key from a pipe, which is tried first', async () => {
  const wrong = await terminal.run(['connectors', 'key', 'github', '--key-stdin'], 'n0nsense\n')
  expect(wrong.code).toBe(1)
  expect(wrong.stderr).toContain('GitHub refused the credential')
  expect(wrong.stderr).not.toContain('n0nsense')
  const key = github.apiKey['key'] ?? ''
  const { code, stdout, stderr } = await terminal.run(['connectors', 'key', 'github', '--key-stdin'], key)
  expect(code).toBe(0)
  expect(stdout).toBe('GitHub is connected as ada.\n')
  expect(stderr).toContain(`agents toggle ${agent.id} github off`)
  expect(await terminal.ok('connectors', 'show', 'github')).toMatch(/^Signed in by +key$/m)
  const gone = await terminal.run(['connectors', 'disconnect', 'github'])
  expect(gone.stderr).toContain('The key still works at GitHub. Delete it there')
})

it('CON-15: says which parts of a key and which settings are missing', async () => {
  const cases: [string[], string, string][] = [
    [['key', 'github'], 'Personal access token is missing', '--key-stdin'],
    [['key', 'jira', '--field', 'site=acme'], 'is missing', '--field email=<value>'],
    [['key', 'zendesk', '--key-stdin'], 'Subdomain is missing', '--setting subdomain=<value>'],
    [['key', 'intercom'], 'One of: us, eu, au.', '--setting region=<us|eu|au>'],
  ]
  const runs = cases.map(([args]) => terminal.run(['connectors', ...args]))
  for (const [index, { code, stderr }] of (await Promise.all(runs)).entries()) {
    const [args, problem, remedy] = cases[index] ?? []
    expect({ args, code }).toEqual({ args, code: 2 })
    expect(stderr).toContain(problem)
    expect(stderr).toContain(remedy)
  }
  const keyless = await terminal.run(['connectors', 'key', 'gmail'])
  expect(keyless.stderr).toBe(
    'Gmail has no keys to enter.\nSign in instead: jackfield connectors sign-in gmail\n',
  )
})

it.each([
  ['s3cret', '--field: a value has no name.'],
  ['=s3cret', '--field: a value has no name.'],
])('refuses %j without repeating it', (text, message) => {
  expect(() => readNamedValues('--field', [text], { secret: true })).toThrow(message)
})

it('reads name=value up to the first equals sign, each name once', () => {
  expect(readNamedValues('--setting', ['a=b=c', 'd='])).toEqual({ a: 'b=c', d: '' })
  expect(() => readNamedValues('--setting', ['a=1', 'a=2'])).toThrow('--setting: a was given twice.')
})

it('CON-16: forgets the OAuth app', async () => {
  await terminal.ok('connectors', 'oauth-app', 'github', '--remove', '--yes')
  const options = await terminal.run(['connectors', 'sign-in', 'github', '--json'])
  expect(options.code).toBe(1)
  const { ways } = JSON.parse(options.stdout) as SignInOptions
  expect(ways[0]).toMatchObject({ kind: 'oauth2', client: null })
})
