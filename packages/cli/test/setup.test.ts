import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Account, Me } from '@jackfield/sdk'
import { prepareFirstAccount } from '../../server/src/accounts/prepare-first-account.ts'
import { startBareHub } from '../../server/test/start-hub.ts'
import { openTerminal } from './run-jackfield.ts'
import { removeScratchDirectories } from './scratch-directory.ts'

let bare: Awaited<ReturnType<typeof startBareHub>>
let token: string
const password = 'correct horse battery\n'
const person = ['--email', 'me@example.com', '--name', 'Me', '--account', 'Works', '--password-stdin']

beforeAll(async () => {
  bare = await startBareHub()
  const start = await prepareFirstAccount(bare.hub.services)
  if (start.state !== 'waiting') throw new Error('somebody has an account already')
  token = start.token
})

afterAll(async () => {
  await bare?.close()
  removeScratchDirectories()
})

it.each([
  ['http://127.0.0.1:3000/setup', 'neither a set-up link nor its token'],
  ['nonsense', 'neither a set-up link nor its token'],
])('refuses %j as wrong usage', async (link, message) => {
  const { code, stderr } = await openTerminal().run(['setup', link, ...person], password)
  expect(code).toBe(2)
  expect(stderr).toContain(message)
})

it('refuses a wrong token, and a password that is too short, by field', async () => {
  const wrong = ['setup', 'jf_setup_wrong', '--url', bare.url, ...person]
  expect(await openTerminal().run(wrong, password)).toMatchObject({
    code: 4,
    stderr: expect.stringContaining('This set-up link is not valid. It works once.'),
  })
  const short = await openTerminal().run(['setup', token, '--url', bare.url, ...person], 'short\n')
  expect(short.code).toBe(1)
  expect(short.stderr).toContain('password')
})

it('makes the first account from the link, once, and is logged in', async () => {
  const terminal = openTerminal()
  const link = `${bare.url}/setup?token=${token}`
  const line = ['setup', link, ...person, '--policy-preset', 'careful']
  const { code, stdout } = await terminal.run(line, password)
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `Made the account Works. You are logged in to ${bare.url} as me@example.com, its owner.\n`,
  })
  expect(await terminal.json<Me>('whoami')).toMatchObject({ role: 'owner', user: { name: 'Me' } })
  expect((await terminal.json<Account>('account', 'show')).policy_preset).toBe('careful')
  const stored = readFileSync(join(terminal.configDirectory, 'config.json'), 'utf8')
  expect(stored).not.toContain(token)
  expect(stored).not.toContain(password.trim())
  expect((await openTerminal().run(line, password)).code).toBe(4)
})
