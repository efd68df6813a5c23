import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiFor, send } from '../api.ts'
import type { Api } from '../api.ts'
import { ownerLogin, startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'
import { addPerson, personPassword } from './add-person.ts'

let hub: TestHub
let nobody: Api
beforeAll(async () => {
  hub = await startHub()
  nobody = apiFor(hub.url, '')
})
afterAll(() => hub.close())

const wrong = {
  status: 401,
  body: { error: { code: 'unauthenticated', message: 'The e-mail address or the password is wrong.' } },
}

async function logInAs(email: string) {
  const { body } = await nobody.post('/sessions', { email, password: personPassword, kind: 'token' })
  return apiFor(hub.url, (body as { token: string }).token)
}

describe('logging in', () => {
  it('answers alike for an unknown address and a wrong password', async () => {
    expect(await nobody.post('/sessions', { email: 'nobody@example.com', password: 'x' })).toMatchObject(
      wrong,
    )
    expect(await nobody.post('/sessions', { email: ownerLogin.email, password: 'x' })).toMatchObject(wrong)
  })

  it('finds the address however it is written', async () => {
    const login = { email: ' OWNER@Example.com', password: ownerLogin.password }
    expect(await nobody.post('/sessions', login)).toMatchObject({
      status: 201,
      body: { me: { user: { email: ownerLogin.email } } },
    })
  })

  it('stores neither password nor secret', async () => {
    const { password, ...login } = ownerLogin
    const answer = await nobody.post('/sessions', { email: login.email, password, kind: 'token' })
    const { token } = answer.body as { token: string }
    const { db } = hub.services.database
    const stored = JSON.stringify([
      await db.selectFrom('users').selectAll().execute(),
      await db.selectFrom('sessions').selectAll().execute(),
      await db.selectFrom('audit_events').selectAll().execute(),
    ])
    expect(stored).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
    expect(stored).not.toContain(password)
    expect(stored).not.toContain(token.slice('jf_session_'.length))
  })

  it('leads to no account of others', async () => {
    const other = await hub.secondAccount()
    const { id } = (await other.get('/account')).body as { id: string }
    const login = { email: ownerLogin.email, password: ownerLogin.password, account_id: id }
    expect(await nobody.post('/sessions', login)).toMatchObject({
      status: 404,
      body: { error: { code: 'not_found' } },
    })
  })

  it('SEC-17: is limited per address of a person, also with the right password', async () => {
    const { email } = await addPerson(hub.services, hub.accountId, 'viewer')
    for (let attempt = 0; attempt < 10; attempt++)
      expect(await nobody.post('/sessions', { email, password: 'guess' })).toMatchObject({ status: 401 })
    const eleventh = await nobody.post('/sessions', { email: email.toUpperCase(), password: personPassword })
    expect(eleventh).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } })
    expect(Number(eleventh.headers.get('retry-after'))).toBeGreaterThan(0)
    const { email: another } = await addPerson(hub.services, hub.accountId, 'viewer')
    expect(await nobody.post('/sessions', { email: another, password: personPassword })).toMatchObject({
      status: 201,
    })
  })

  it('SEC-17: counts from the start again after a success', async () => {
    const { email } = await addPerson(hub.services, hub.accountId, 'viewer')
    for (let round = 0; round < 2; round++) {
      for (let attempt = 0; attempt < 9; attempt++)
        expect(await nobody.post('/sessions', { email, password: 'guess' })).toMatchObject({ status: 401 })
      expect(await nobody.post('/sessions', { email, password: personPassword })).toMatchObject({
        status: 201,
      })
    }
  })

  it('SEC-17: opens again when the window is over', async () => {
    const { email } = await addPerson(hub.services, hub.accountId, 'viewer')
    for (let attempt = 0; attempt < 11; attempt++)
      await nobody.post('/sessions', { email, password: 'guess' })
    expect(await nobody.post('/sessions', { email, password: personPassword })).toMatchObject({ status: 429 })
    await hub.services.database.db
      .updateTable('rate_limits')
      .set({ expire: Date.now() - 1 })
      .execute()
    expect(await nobody.post('/sessions', { email, password: personPassword })).toMatchObject({ status: 201 })
  })

  it('SEC-17: is limited per network address', async () => {
    const { db } = hub.services.database
    await db.deleteFrom('rate_limits').execute()
    await db
      .insertInto('rate_limits')
      .values({ key: 'login-address:127.0.0.1', points: 50, expire: Date.now() + 60_000 })
      .execute()
    const { email } = await addPerson(hub.services, hub.accountId, 'viewer')
    expect(await nobody.post('/sessions', { email, password: personPassword })).toMatchObject({ status: 429 })
    await db.deleteFrom('rate_limits').execute()
  })
})

describe('a session', () => {
  it('ends with the log-out', async () => {
    const { email } = await addPerson(hub.services, hub.accountId, 'member')
    const person = await logInAs(email)
    expect(await person.get('/session')).toMatchObject({
      status: 200,
      body: { actor: 'member', role: 'member' },
    })
    const out = await person.delete('/session')
    expect(out.status).toBe(204)
    expect(out.headers.getSetCookie()).toEqual(['jackfield=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax'])
    expect(await person.get('/session')).toMatchObject({
      status: 401,
      body: { error: { message: 'The session has ended.' } },
    })
  })

  it('ends when it was not used for long, and lives on when it was', async () => {
    const { email } = await addPerson(hub.services, hub.accountId, 'member')
    const person = await logInAs(email)
    const { db } = hub.services.database
    const sessionId = (
      await db.selectFrom('sessions').select('id').orderBy('created_at', 'desc').executeTakeFirstOrThrow()
    ).id
    const change = (values: { last_used_at?: Date; expires_at?: Date; created_at?: Date }) =>
      db.updateTable('sessions').set(values).where('id', '=', sessionId).execute()
    const expiry = async () =>
      (
        await db
          .selectFrom('sessions')
          .select('expires_at')
          .where('id', '=', sessionId)
          .executeTakeFirstOrThrow()
      ).expires_at.getTime()
    const day = 24 * 60 * 60_000
    await change({
      last_used_at: new Date(Date.now() - 10 * day),
      expires_at: new Date(Date.now() + 4 * day),
    })
    expect(await person.get('/session')).toMatchObject({ status: 200 })
    expect(await expiry()).toBeGreaterThan(Date.now() + 13 * day)
    // Never beyond 90 days after the login.
    await change({ last_used_at: new Date(Date.now() - day), created_at: new Date(Date.now() - 89 * day) })
    expect(await person.get('/session')).toMatchObject({ status: 200 })
    expect(await expiry()).toBeLessThan(Date.now() + 2 * day)
    await change({ expires_at: new Date(Date.now() - 1) })
    expect(await person.get('/session')).toMatchObject({ status: 401 })
  })

  it('is missing, or of no kind that we know', async () => {
    const ask = (authorization: string) => send(`${hub.url}/api/v1/session`, { headers: { authorization } })
    expect(await nobody.get('/session')).toMatchObject({
      status: 401,
      body: { error: { message: 'No credential was sent.' } },
    })
    expect(await ask('Bearer jf_agent_abc')).toMatchObject({
      status: 401,
      body: { error: { message: expect.stringContaining('agent key') } },
    })
    expect(await ask('Bearer something')).toMatchObject({ status: 401 })
    expect(await ask('Basic dTpw')).toMatchObject({ status: 401 })
  })
})
