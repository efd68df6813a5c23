import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiFor } from '../api.ts'
import type { Api } from '../api.ts'
import { startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'
import { addPerson, personPassword } from './add-person.ts'

let hub: TestHub
let nobody: Api
beforeAll(async () => {
  hub = await startHub()
  nobody = apiFor(hub.url, '')
})
afterAll(() => hub.close())

async function invite(email: string, role = 'builder', by = hub.owner) {
  const answer = await by.post('/invitations', { email, role })
  expect(answer).toMatchObject({ status: 201, body: { email, role } })
  const { id, link } = answer.body as { id: string; link: string }
  expect(link).toMatch(`${hub.url}/accept-invitation?token=jf_invite_`)
  return { id, token: new URL(link).searchParams.get('token') ?? '' }
}

const notValid = {
  status: 404,
  body: {
    error: { code: 'not_found', message: 'This invitation is not valid. It works once, for seven days.' },
  },
}
const newcomer = { name: 'Nia New', password: 'twelve or more' }

describe('an invitation', () => {
  it('makes a login, joins, and works once', async () => {
    const { token } = await invite('nia@example.com')
    const joined = await nobody.post('/invitations/accept', { token, ...newcomer })
    expect(joined).toMatchObject({
      status: 201,
      body: { me: { user: { email: 'nia@example.com' }, role: 'builder', account: { id: hub.accountId } } },
    })
    expect(joined.headers.getSetCookie()[0]).toContain('jf_session_')
    expect(await nobody.post('/invitations/accept', { token, ...newcomer })).toMatchObject(notValid)
    expect(
      await nobody.post('/sessions', { email: 'nia@example.com', password: newcomer.password }),
    ).toMatchObject({ status: 201 })
    const { items } = (await hub.owner.get('/invitations')).body as { items: { email: string }[] }
    expect(items.map(({ email }) => email)).not.toContain('nia@example.com')
  })

  it('has one winner when it is accepted twice at the same moment', async () => {
    const { token } = await invite('twice@example.com')
    const both = await Promise.all(
      [1, 2].map(() => nobody.post('/invitations/accept', { token, ...newcomer })),
    )
    expect(both.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(both.every(({ status }) => status < 500)).toBe(true)
  })

  it('needs a name and a long password for a new login', async () => {
    const { token } = await invite('short@example.com')
    expect(await nobody.post('/invitations/accept', { token, password: newcomer.password })).toMatchObject({
      status: 400,
      body: { error: { issues: [{ field: 'name' }] } },
    })
    expect(await nobody.post('/invitations/accept', { token, name: 'S', password: 'short' })).toMatchObject({
      status: 400,
      body: { error: { issues: [{ field: 'password' }] } },
    })
  })

  it('joins a login that is there, after its password', async () => {
    const other = await hub.secondAccount()
    const otherAccount = ((await other.get('/account')).body as { id: string }).id
    const { email } = await addPerson(hub.services, otherAccount, 'member')
    const { token } = await invite(email.toUpperCase(), 'viewer')
    expect(await nobody.post('/invitations/accept', { token, ...newcomer })).toMatchObject({ status: 401 })
    const joined = await nobody.post('/invitations/accept', { token, password: personPassword })
    expect(joined).toMatchObject({
      status: 201,
      body: {
        me: {
          role: 'viewer',
          account: { id: hub.accountId },
          accounts: [
            { id: otherAccount, role: 'member' },
            { id: hub.accountId, role: 'viewer' },
          ],
        },
      },
    })
    for (const [account_id, role] of [
      [otherAccount, 'member'],
      [hub.accountId, 'viewer'],
    ]) {
      const login = { email, password: personPassword, account_id, kind: 'token' }
      const { token: secret } = (await nobody.post('/sessions', login)).body as { token: string }
      expect(await apiFor(hub.url, secret).get('/session')).toMatchObject({ body: { role } })
    }
  })

  it('guesses no password either', async () => {
    const { email } = await addPerson(
      hub.services,
      ((await (await hub.secondAccount()).get('/account')).body as { id: string }).id,
      'member',
    )
    const { token } = await invite(email)
    for (let attempt = 0; attempt < 10; attempt++)
      await nobody.post('/invitations/accept', { token, password: 'guess' })
    expect(await nobody.post('/invitations/accept', { token, password: personPassword })).toMatchObject({
      status: 429,
    })
  })

  it('is replaced by the next one for the same address', async () => {
    const first = await invite('again@example.com', 'viewer')
    const second = await invite('again@example.com', 'member')
    expect(await nobody.post('/invitations/accept', { token: first.token, ...newcomer })).toMatchObject(
      notValid,
    )
    expect(await nobody.post('/invitations/accept', { token: second.token, ...newcomer })).toMatchObject({
      status: 201,
      body: { me: { role: 'member' } },
    })
    expect(
      await hub.owner.post('/invitations', { email: 'Again@example.com', role: 'viewer' }),
    ).toMatchObject({ status: 409 })
  })

  it('ends when it is revoked, and after seven days, and then looks like one that never was', async () => {
    const revoked = await invite('revoked@example.com')
    expect(await hub.owner.delete(`/invitations/${revoked.id}`)).toMatchObject({ status: 204 })
    expect(await hub.owner.delete(`/invitations/${revoked.id}`)).toMatchObject({ status: 404 })
    const expired = await invite('expired@example.com')
    await hub.services.database.db
      .updateTable('invitations')
      .set({ expires_at: new Date(Date.now() - 1) })
      .where('id', '=', expired.id)
      .execute()
    for (const token of [revoked.token, expired.token, 'jf_invite_unknown'])
      expect(await nobody.post('/invitations/accept', { token, ...newcomer })).toMatchObject(notValid)
  })

  it('ROL-8: gives no role above that of whoever invites', async () => {
    const admin = await hub.as('admin')
    await invite('peer@example.com', 'admin', admin)
    expect(await admin.post('/invitations', { email: 'above@example.com', role: 'owner' })).toMatchObject({
      status: 403,
    })
  })

  it('SEC-13: is not revoked from another account', async () => {
    const other = await hub.secondAccount()
    const { id } = await invite('mine@example.com')
    expect(await other.delete(`/invitations/${id}`)).toMatchObject({ status: 404 })
    expect(await other.get('/invitations')).toMatchObject({ body: { items: [] } })
  })
})
