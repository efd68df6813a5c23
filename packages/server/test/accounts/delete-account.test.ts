import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountIdOf } from '../agents/agent-hub.ts'
import { refusalOf } from '../agents/body-of.ts'
import { insertConnector } from '../agents/insert-connector.ts'
import { apiFor } from '../api.ts'
import type { Api } from '../api.ts'
import { insertCalls } from '../audit/insert-calls.ts'
import { bodyOf, startGateway } from '../gateway/start-gateway.ts'
import type { Gateway } from '../gateway/start-gateway.ts'
import { addPerson } from '../people/add-person.ts'
import { ownerLogin } from '../start-hub.ts'

let gateway: Gateway
let other: Api
beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.close())

/** Everything that the database holds of an account: table to number of rows. */
async function rowsOf(accountId: string): Promise<Record<string, number>> {
  const { db } = gateway.hub.services.database
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = current_schema() and column_name = 'account_id' order by table_name`.execute(db)
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(name)} where account_id = ${accountId}`.execute(db)
    if (rows[0]?.count) counts[name] = rows[0].count
  }
  return counts
}

const logInAs = (email: string, password: string) =>
  apiFor(gateway.hub.url, '').post('/sessions', { email, password, kind: 'token' })

describe('DELETE /account', () => {
  it('keeps the only account, and one whose name is not repeated to the letter', async () => {
    const { owner } = gateway
    expect(refusalOf(await owner.delete('/account', { name: 'first' }))).toMatchObject({
      status: 400,
      issues: [{ field: 'name', hint: expect.stringContaining('to the letter') }],
    })
    expect(refusalOf(await owner.delete('/account', { name: 'First' }))).toMatchObject({
      status: 409,
      message: expect.stringContaining('the only account'),
      hint: expect.stringContaining('Create another account'),
    })
    expect(await owner.get('/account')).toMatchObject({ status: 200 })
  })

  it('ROL-2, SEC-13: deletes all of it and ends sessions, keys and streams at once; another account keeps all', async () => {
    const { hub, owner } = gateway
    const { services, accountId } = hub
    const { db } = services.database
    other = await hub.secondAccount()
    const otherId = await accountIdOf(other)
    const ends = await addPerson(services, accountId, 'admin')
    const stays = await addPerson(services, accountId, 'member')
    await db
      .insertInto('members')
      .values({ account_id: otherId, user_id: stays.id, role: 'viewer' })
      .execute()
    for (const [id, api] of [[accountId, owner] as const, [otherId, other] as const]) {
      await insertConnector(db, id, { slug: 'notes', tools: { search: 'read' } })
      await api.post('/connectors/platform', { area: 'leads' })
      await api.post('/webhooks', { url: 'http://127.0.0.1:9/hook', events: ['*'] })
      await api.post('/connector-requests', { app: 'Acme Desk' })
      await api.post('/invitations', { email: 'new@example.com', role: 'viewer' })
      await api.put('/policies', { rules: [{ connector: 'notes', tool: '*', policy: 'ask' }] })
      await api.put('/connectors/github/oauth-app', { client_id: 'one', client_secret: 's3cret' })
      await insertCalls(db, id, [{ at: new Date() }])
      await other.post('/agents', { name: 'Theirs' })
    }
    const agent = await gateway.agent('Doomed', ['notes'])
    const before = await rowsOf(otherId)
    expect(Object.keys(await rowsOf(accountId))).toEqual(
      expect.arrayContaining([
        'agents',
        'agent_keys',
        'audit_events',
        'connections',
        'members',
        'oauth_clients',
      ]),
    )
    const key = bodyOf<{ secret: string }>(await owner.post('/keys', { name: 'Script' }), 201)
    const script = apiFor(hub.url, key.secret)
    expect(await script.get('/account')).toMatchObject({ status: 200 })
    const client = await agent.sdk2()
    const stream = await client.listen({ toolsListChanged: true })

    expect(await owner.delete('/account', { name: 'First' })).toMatchObject({ status: 204 })

    await stream.closed
    expect((await agent.post({ jsonrpc: '2.0', id: 1, method: 'tools/list' })).status).toBe(401)
    for (const api of [owner, script]) expect(await api.get('/account')).toMatchObject({ status: 401 })
    expect(await rowsOf(accountId)).toEqual({})
    expect(await rowsOf(otherId)).toEqual(before)
    const left = await db.selectFrom('users').select('id').execute()
    expect(left.map(({ id }) => id)).toContain(stays.id)
    expect(left.map(({ id }) => id)).not.toContain(ends.id)
    expect(await logInAs(ownerLogin.email, ownerLogin.password)).toMatchObject({ status: 401 })
    expect(await other.get('/audit/verify')).toMatchObject({ status: 200 })
    expect(refusalOf(await other.delete('/account', { name: 'Second' }))).toMatchObject({ status: 409 })
  })
})
