import { afterEach, describe, expect, it } from 'vitest'
import { apiFor, send } from '../api.ts'
import { bodyOf } from '../agents/body-of.ts'
import { AccountInput, LogInAnswer } from '@jackfield/sdk/contract'
import { startBareHub } from '../start-hub.ts'

type BareHub = Awaited<ReturnType<typeof startBareHub>>
const running: BareHub[] = []
afterEach(async () => {
  for (const hub of running.splice(0)) await hub.close()
})

async function start(config = {}): Promise<BareHub> {
  const hub = await startBareHub({ config })
  running.push(hub)
  return hub
}

function tokenOf({ hub }: BareHub): string {
  if (hub.firstStart.state !== 'waiting') throw new Error('no set-up link')
  return hub.firstStart.token
}

const person = {
  name: 'Ada',
  email: 'ada@example.com',
  password: 'correct horse battery',
  account_name: 'Engines',
}

describe('the set-up link', () => {
  it('makes the first account and its owner, once', async () => {
    const bare = await start()
    const token = tokenOf(bare)
    const nobody = apiFor(bare.url, '')
    expect(await nobody.post('/setup', { ...person, token: 'jf_setup_wrong' })).toMatchObject({ status: 401 })
    const made = await nobody.post('/setup', { ...person, token, policy_preset: 'careful' })
    const { me, token: bearer } = bodyOf(LogInAnswer, made, 201)
    expect(me).toMatchObject({
      user: { email: 'ada@example.com' },
      account: { name: 'Engines' },
      role: 'owner',
    })
    expect(bearer).toBeUndefined()
    const cookie = made.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const account = await send(`${bare.url}/api/v1/account`, { headers: { cookie } })
    expect(account.body).toMatchObject({ name: 'Engines', policy_preset: 'careful', default_on: false })
    expect(await send(`${bare.url}/api/v1/templates`, { headers: { cookie } })).toMatchObject({
      body: { items: expect.arrayContaining([expect.objectContaining({ name: 'Blank' })]) },
    })
    expect(await nobody.post('/setup', { ...person, email: 'eve@example.com', token })).toMatchObject({
      status: 401,
    })
  })

  it('has one winner when two use it at the same moment', async () => {
    const bare = await start()
    const token = tokenOf(bare)
    const nobody = apiFor(bare.url, '')
    const both = await Promise.all(
      ['ada', 'eve'].map((name) => nobody.post('/setup', { ...person, email: `${name}@example.com`, token })),
    )
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 401])
    const accounts = await bare.hub.services.database.db.selectFrom('accounts').select('id').execute()
    expect(accounts).toHaveLength(1)
    expect(await bare.hub.services.database.db.selectFrom('users').select('id').execute()).toHaveLength(1)
  })

  it('is not stored', async () => {
    const bare = await start()
    const row = await bare.hub.services.database.db
      .selectFrom('installation')
      .selectAll()
      .executeTakeFirstOrThrow()
    expect(row.setup_token_hash).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('JACKFIELD_ADMIN_EMAIL and JACKFIELD_ADMIN_PASSWORD', () => {
  it('make the first account, and there is no link', async () => {
    const bare = await start({ admin: { email: 'boss@example.com', password: 'the boss enters here' } })
    expect(bare.hub.firstStart).toEqual({ state: 'admin-created', email: 'boss@example.com' })
    const nobody = apiFor(bare.url, '')
    const login = { email: 'BOSS@example.com', password: 'the boss enters here', kind: 'token' }
    const { token, me } = bodyOf(LogInAnswer, await nobody.post('/sessions', login), 201)
    expect(me.role).toBe('owner')
    expect(await apiFor(bare.url, token ?? '').get('/session')).toMatchObject({ status: 200 })
  })
})

describe('a further account', () => {
  it('ROL-2: belongs to whoever makes it, and shares nothing', async () => {
    const bare = await start({ admin: { email: 'boss@example.com', password: 'the boss enters here' } })
    const nobody = apiFor(bare.url, '')
    const login = { email: 'boss@example.com', password: 'the boss enters here', kind: 'token' }
    const { token, me } = bodyOf(LogInAnswer, await nobody.post('/sessions', login), 201)
    const boss = apiFor(bare.url, token ?? '')
    await boss.post('/agents', { name: 'Only here' })
    const input = AccountInput.parse({ name: 'Second', policy_preset: 'read-only' })
    const made = await boss.post('/accounts', input)
    expect(made).toMatchObject({ status: 201, body: { name: 'Second', policy_preset: 'read-only' } })
    expect(await boss.get('/account')).toMatchObject({ body: { id: me.account.id } })
    const second = (made.body as { id: string }).id
    const moved = await boss.put('/session/account', { account_id: second })
    expect(moved).toMatchObject({
      status: 200,
      body: { account: { id: second }, role: 'owner', accounts: [{ id: me.account.id }, { id: second }] },
    })
    expect(await boss.get('/agents')).toMatchObject({ body: { items: [] } })
    expect(await boss.put('/session/account', { account_id: 'acc_none' })).toMatchObject({ status: 404 })
    const there = { ...login, account_id: second }
    expect(await nobody.post('/sessions', there)).toMatchObject({
      status: 201,
      body: { me: { account: { id: second } } },
    })
  })
})
