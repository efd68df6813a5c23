import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { testedDialect } from '../databases/fresh-database.ts'
import { bodyOf, postMessage } from '../gateway/start-gateway.ts'
import { startLegacyServer } from '../upstreams/legacy-server.ts'
import { startModernServer } from '../upstreams/modern-server.ts'
import type { ModernServer } from '../upstreams/modern-server.ts'
import { answerOf, startTwoNodes } from './two-nodes.ts'
import type { TwoNodes } from './two-nodes.ts'

/** Every change is to take effect within a second; the rest is for a machine that is busy with other tests. */
const soon = { timeout: 3000, interval: 50 }

describe.runIf(testedDialect() === 'postgres')('a change on another node', () => {
  let nodes: TwoNodes
  let upstream: ModernServer
  let steady: string
  beforeAll(async () => {
    ;[upstream, nodes] = await Promise.all([startModernServer(), startTwoNodes()])
    steady = (await add('Steady', upstream.url)).id
  })
  afterEach(() => nodes.line.thaw())
  afterAll(async () => {
    await nodes.close()
    await upstream.close()
  })

  const add = async (name: string, url: string) =>
    bodyOf<{ id: string; version: number }>(
      await nodes.here.owner.post('/connectors/custom', { name, url, acknowledged: true }),
      201,
    )
  const apiKey = async (name: string) => {
    const key = bodyOf<{ id: string; secret: string }>(
      await nodes.here.owner.post('/keys', { name, role: 'viewer' }),
      201,
    )
    const api = nodes.there.api(key.secret)
    return { id: key.id, status: async () => (await api.get('/account')).status }
  }

  // First, while the line has never been down: coming back is news in itself.
  it('refuses a revoked key though the message is lost on a line that works', async () => {
    const agent = await nodes.agent('Unheard', ['steady'])
    const { db } = nodes.here.services.database
    expect(await agent.tools()).toContain('steady__echo')
    await db.transaction().execute(async (tx) => {
      await tx
        .updateTable('agent_keys')
        .set({ revoked_at: new Date() })
        .where('id', '=', agent.keyId)
        .execute()
      await tx
        .updateTable('accounts')
        .set({ changed_in: sql`pg_current_xact_id()` })
        .where('id', '=', nodes.here.accountId)
        .execute()
    })
    await expect.poll(() => agent.tools(), soon).toBe(401)
  })

  it.each(['as it comes', 'deaf'])('refuses revoked keys (the other node %s)', async (how) => {
    const agent = await nodes.agent(`Revoked ${how}`, ['steady'])
    const key = await apiKey(`Revoked ${how}`)
    expect(await agent.tools()).toContain('steady__echo')
    expect(await key.status()).toBe(200)
    if (how === 'deaf') await nodes.line.freezeListeners()
    bodyOf(await nodes.here.owner.delete(`/agents/${agent.id}/keys/${agent.keyId}`), 204)
    bodyOf(await nodes.here.owner.delete(`/keys/${key.id}`), 204)
    await expect.poll(() => agent.tools(), soon).toBe(401)
    await expect.poll(() => key.status(), soon).toBe(401)
  })

  it('refuses the keys and logins of a deleted account', async () => {
    const doomed = await nodes.here.secondAccount()
    const { secret } = bodyOf<{ secret: string }>(await doomed.post('/keys', { name: 'Doomed' }), 201)
    const statusOf = async (known: string) => (await nodes.there.api(known).get('/account')).status
    expect([await statusOf(secret), await statusOf(doomed.secret)]).toEqual([200, 200])
    bodyOf(await doomed.delete('/account', { name: 'Second' }), 204)
    await expect.poll(() => statusOf(secret), soon).toBe(401)
    expect(await statusOf(doomed.secret)).toBe(401)
  })

  it('refuses a revoked key though the connection that listens is ended again and again', async () => {
    const agent = await nodes.agent('Cut off', ['steady'])
    expect(await agent.tools()).toContain('steady__echo')
    const cutting = setInterval(() => void cutListeners(nodes), 40)
    try {
      bodyOf(await nodes.here.owner.delete(`/agents/${agent.id}/keys/${agent.keyId}`), 204)
      await expect.poll(() => agent.tools(), soon).toBe(401)
    } finally {
      clearInterval(cutting)
    }
  })

  it.each(['as it comes', 'deaf'])(
    'shows toggles, policies and held tools (the other node %s)',
    async (how) => {
      const { owner } = nodes.here
      const agent = await nodes.agent(`Toggled ${how}`, ['steady'])
      expect(await agent.tools()).toContain('steady__echo')
      if (how === 'deaf') await nodes.line.freezeListeners()
      const setPolicy = async (policy: string) =>
        bodyOf(
          await owner.put(`/agents/${agent.id}/policies`, {
            rules: [{ connector: 'steady', tool: 'echo', policy }],
          }),
        )
      await setPolicy('block')
      await expect.poll(() => agent.tools(), soon).not.toContain('steady__echo')
      await setPolicy('allow')
      await expect.poll(() => agent.tools(), soon).toContain('steady__echo')

      upstream.changeTool('echo', { description: `Changed while the other was ${how}.` })
      bodyOf(await owner.post(`/connectors/${steady}/tools/refresh`))
      const call = () => agent.call('steady__echo', { message: 'hello' })
      await expect.poll(call, soon).toContain('its definition has changed')
      bodyOf(await owner.post(`/connectors/${steady}/tools/accept`, { tools: ['echo'] }))
      await expect.poll(call, soon).toContain('hello')

      const { version } = bodyOf<{ version: number }>(await owner.get(`/agents/${agent.id}`))
      bodyOf(await owner.put(`/agents/${agent.id}/toggles`, { version, toggles: { steady: 'off' } }))
      await expect.poll(() => agent.tools(), soon).toEqual([])
    },
  )

  it.each(['as it comes', 'deaf'])(
    "narrows the tools at the platform's address, and says days in another time zone (the other node %s)",
    async (how) => {
      const { owner } = nodes.here
      const key = bodyOf<{ secret: string }>(await owner.post('/keys', { name: how, scopes: ['sales'] }), 201)
      const ask = async <Result>(method: string, params: object) =>
        (
          await answerOf<{ result: Result }>(
            await postMessage(
              `${nodes.there.url}/api/mcp/sales-management`,
              { jsonrpc: '2.0', id: 1, method, params },
              { authorization: `Bearer ${key.secret}` },
            ),
          )
        ).result
      const names = async () =>
        (await ask<{ tools: { name: string }[] }>('tools/list', {})).tools.map((tool) => tool.name)
      const call = async (name: string, args: object) =>
        JSON.stringify(await ask('tools/call', { name, arguments: args }))
      const created = await ask<{ structuredContent: { id: string } }>('tools/call', {
        name: 'client_create',
        arguments: { full_name: how },
      })
      const task = { client_id: created.structuredContent.id, title: 'Call', due_date: '2040-01-01' }
      expect(await call('client_create_task', task)).toContain('2040-01-01T23:59:59.999Z')
      if (how === 'deaf') await nodes.line.freezeListeners()
      bodyOf(await owner.patch('/account', { time_zone: 'Asia/Tokyo' }))
      await expect.poll(() => call('client_create_task', task), soon).toContain('2040-01-01T14:59:59.999Z')
      bodyOf(await owner.patch('/account', { time_zone: 'UTC', policy_preset: 'read-only' }))
      await expect.poll(names, soon).not.toContain('client_create')
      bodyOf(await owner.patch('/account', { policy_preset: 'open' }))
      await expect.poll(names, soon).toContain('client_create')
      await expect.poll(() => call('client_create_task', task), soon).toContain('2040-01-01T23:59:59.999Z')
    },
  )

  it('drops the open clients of a connector that moved, and what it held against its old server', async () => {
    const [before, after] = [await startLegacyServer(), await startLegacyServer()]
    const { id, version } = await add('Moving', before.url)
    const agent = await nodes.agent('Mover', ['moving'])
    expect(await agent.call('moving__echo', { message: 'one' })).toContain('one')
    const ended = () => before.seen.all.filter(({ httpMethod }) => httpMethod === 'DELETE').length
    const soFar = ended()
    bodyOf(
      await nodes.here.owner.patch(`/connectors/${id}`, {
        version,
        url: after.url,
        acknowledged: true,
      }),
    )
    // One session for the node that lists, one for the agent on the other node.
    await expect.poll(() => ended() - soFar, soon).toBe(2)
    expect(before.sessions().open).toBe(0)
    await expect.poll(() => agent.call('moving__echo', { message: 'two' }), soon).toContain('two')
    await Promise.all([before.close(), after.close()])
  })
})

async function cutListeners({ here }: TwoNodes): Promise<void> {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'jackfield listener' and datname = current_database()`.execute(
    here.services.database.db,
  )
}
