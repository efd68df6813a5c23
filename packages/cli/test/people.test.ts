import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Account, InvitationCreated, InvitationList, MemberList } from '@jackfield/sdk'
import type { Terminal } from './run-jackfield.ts'
import { removeScratchDirectories } from './scratch-directory.ts'
import { openTestPlace, type TestPlace } from './test-place.ts'

let place: TestPlace
let terminal: Terminal

beforeAll(async () => {
  place = await openTestPlace()
  terminal = place.terminal
})

afterAll(async () => {
  await place?.close()
  removeScratchDirectories()
})

it('shows and changes the account; what is not named stays', async () => {
  const before = await terminal.json<Account>('account', 'show')
  expect(before).toMatchObject({ name: 'First', policy_preset: 'open', default_on: false })
  const set = await terminal.ok('account', 'set', '--policy-preset', 'careful', '--default-on')
  expect(set).toMatch(/^Policy preset +careful$/m)
  expect(set).toMatch(/^New agents +start with every connector on$/m)
  await terminal.ok('account', 'set', '--no-default-on', '--time-zone', 'Europe/Kyiv')
  expect(await terminal.json('account', 'show')).toEqual({
    ...before,
    policy_preset: 'careful',
    time_zone: 'Europe/Kyiv',
  })
  expect(await terminal.run(['account', 'set'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Nothing to change'),
  })
})

it('invites: the link is printed once, alone, and lets the person join', async () => {
  const { stdout, stderr } = await terminal.run(['invitations', 'create', 'ada@example.com', 'builder'])
  expect(stdout).toMatch(/^http:\S+jf_invite_\S+\n$/)
  expect(stderr).toContain('ada@example.com as builder')
  const list = await terminal.ok('invitations', 'list')
  expect(list).toMatch(/ada@example\.com +builder +Olga Owner/)
  expect(list).not.toContain('jf_invite_')
  const token = new URL(stdout.trim()).searchParams.get('token')
  const joined = await place.hub.owner.post('/invitations/accept', {
    token,
    name: 'Ada',
    password: 'a long enough password',
  })
  expect(joined.status).toBe(201)
})

it('revokes an invitation, and says which there are', async () => {
  const { link } = await terminal.json<InvitationCreated>(
    'invitations',
    'create',
    'bob@example.com',
    'viewer',
  )
  expect(await terminal.ok('invitations', 'revoke', 'bob@example.com')).toBe(
    'Revoked the invitation of bob@example.com.\n',
  )
  expect(await terminal.json<InvitationList>('invitations', 'list')).toEqual({ items: [] })
  const token = new URL(link).searchParams.get('token')
  const late = await place.hub.owner.post('/invitations/accept', {
    token,
    name: 'Bob',
    password: 'x'.repeat(12),
  })
  expect(late.status).toBe(404)
  expect((await terminal.run(['invitations', 'revoke', 'bob@example.com'])).stderr).toContain(
    'There are no invitations yet.',
  )
})

it('ROL-8: lists members, gives another role, and takes one out', async () => {
  expect(await terminal.ok('members', 'list')).toMatch(/Ada +ada@example\.com +builder/)
  expect(await terminal.ok('members', 'role', 'ada@example.com', 'viewer')).toBe(
    'Ada (ada@example.com) is viewer now.\n',
  )
  expect(await terminal.ok('members', 'remove', 'Ada')).toBe(
    'Took Ada (ada@example.com) out of the account.\n',
  )
  const { items } = await terminal.json<MemberList>('members', 'list')
  expect(items.map(({ email }) => email)).toEqual(['owner@example.com'])
  const last = await terminal.run(['members', 'role', 'owner@example.com', 'viewer'])
  expect(last.code).toBe(1)
  expect(last.stderr).toContain('owner')
})

it('says who there is when a member is not known', async () => {
  const { code, stderr } = await terminal.run(['members', 'remove', 'nobody'])
  expect(code).toBe(1)
  expect(stderr).toBe('There is no member "nobody".\nThere are:\n  owner@example.com  Olga Owner\n')
})
