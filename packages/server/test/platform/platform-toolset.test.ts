import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../api.ts'
import { bodyOf, startGateway, textOf } from '../gateway/start-gateway.ts'
import type { Gateway } from '../gateway/start-gateway.ts'
import { connectSdk2 } from '../upstreams/sdk-clients.ts'

/** A client at the platform's own address, with a new key of this person's account. */
interface Outside {
  names(): Promise<string[]>
  call(tool: string, args: object): Promise<{ text: string; failed: boolean }>
}

describe('the toolset of the platform address', () => {
  let gateway: Gateway
  const clients: { close(): Promise<void> }[] = []
  beforeAll(async () => {
    gateway = await startGateway()
  })
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.close()))
    await gateway?.close()
  })

  const outside = async (owner: Api = gateway.owner, more: object = {}): Promise<Outside> => {
    const input = { name: 'outside', scopes: ['sales'], ...more }
    const { secret } = bodyOf<{ secret: string }>(await owner.post('/keys', input), 201)
    const url = `${gateway.hub.url}/api/mcp/sales-management?domain=sales_clients`
    const client = await connectSdk2({ url, headers: { authorization: `Bearer ${secret}` } })
    clients.push(client)
    return {
      names: async () =>
        (await client.listTools(undefined, { cacheMode: 'bypass' })).tools.map((tool) => tool.name),
      call: async (name, args) => {
        const result = await client.callTool({ name, arguments: { ...args } })
        return { text: textOf(result), failed: result.isError ?? false }
      },
    }
  }
  const setPreset = async (policy_preset: string, owner: Api = gateway.owner) =>
    bodyOf(await owner.patch('/account', { policy_preset }))

  it('is read once, until something in the account changes', async () => {
    const { db } = gateway.hub.services.database
    const { accountId, services } = gateway.hub
    const client = await outside()
    expect(await client.names()).toContain('client_create')
    const store = (policy_preset: 'open' | 'read-only') =>
      db.updateTable('accounts').set({ policy_preset }).where('id', '=', accountId).execute()
    // Behind the hub's back: nobody is told, so nobody looks.
    await store('read-only')
    expect(await client.names()).toContain('client_create')
    services.changes.publish(accountId)
    expect(await client.names()).not.toContain('client_create')
    await store('open')
    services.changes.publish(accountId)
  })

  it('ADR-12: follows the preset and the rules of the account from the next request on, also in calls', async () => {
    const client = await outside()
    const create = () => client.call('label_create', { name: `L${Math.random()}` })
    expect(await create()).toMatchObject({ failed: false })
    await setPreset('read-only')
    expect(await client.names()).not.toContain('label_create')
    expect((await create()).text).toMatch(/blocked/)
    await setPreset('open')
    expect(await create()).toMatchObject({ failed: false })
    const rule = async (tool: string, policy: string | null) =>
      bodyOf(await gateway.owner.put('/policies', { rules: [{ connector: 'leads', tool, policy }] }))
    for (const tool of ['*', 'label_create']) {
      await rule(tool, 'block')
      expect(await client.names()).not.toContain('label_create')
      expect((await create()).text).toMatch(/a rule of the account/)
      await rule(tool, null)
      expect(await client.names()).toContain('label_create')
    }
    const unknown = await gateway.owner.put('/policies', {
      rules: [{ connector: 'leads', tool: 'client_explode', policy: 'block' }],
    })
    expect(unknown).toMatchObject({ status: 400, body: { error: { issues: [{ field: 'rules.0.tool' }] } } })
  })

  it("the tools of an area are listed with it, as a connector's are", async () => {
    const { items } = bodyOf<{ items: { name: string; effect: string }[] }>(
      await gateway.owner.get('/connectors/leads/tools'),
    )
    expect(items.map(({ name }) => name).toSorted()).toEqual((await (await outside()).names()).toSorted())
    expect(items.find(({ name }) => name === 'client_delete')?.effect).toBe('destructive')
  })

  it('ADR-16: is narrowed for a read-only key alone, whoever asked before', async () => {
    const [full, narrow] = [await outside(), await outside(gateway.owner, { read_only: true })]
    for (const ask of [full, narrow, full, narrow]) {
      const names = await ask.names()
      expect(names).toContain('list_clients')
      expect(names.includes('client_create')).toBe(ask === full)
    }
    expect((await narrow.call('client_create', { full_name: 'No' })).text).toMatch(/API key is read-only/)
  })

  it('ROL-2: is that of the own account', async () => {
    const other = await gateway.hub.secondAccount()
    await setPreset('read-only', other)
    const [here, there] = [await outside(), await outside(other)]
    expect(await here.names()).toContain('client_create')
    expect(await there.names()).not.toContain('client_create')
  })

  it("GEN-3: means days in the account's time zone, from the moment that it changes, at every door", async () => {
    const client = await outside()
    const agent = await gateway.agent('Elsewhere')
    const { version } = bodyOf<{ version: number }>(await gateway.owner.get(`/agents/${agent.id}`))
    bodyOf(await gateway.owner.patch(`/agents/${agent.id}`, { version, platform_tools: 'on' }))
    const inside = await agent.sdk2()
    const lead = JSON.parse((await client.call('client_create', { full_name: 'Ada' })).text) as { id: string }
    const task = { client_id: lead.id, title: 'Call', due_date: '2040-01-01' }
    const dueDates = async () => {
      const results = [
        (await client.call('client_create_task', task)).text,
        textOf(await inside.callTool({ name: 'client_create_task', arguments: task })),
      ]
      return results.map((text) => (JSON.parse(text) as { due_date: string }).due_date)
    }
    expect(await dueDates()).toEqual(Array(2).fill('2040-01-01T23:59:59.999Z'))
    bodyOf(await gateway.owner.patch('/account', { time_zone: 'Asia/Tokyo' }))
    expect(await dueDates()).toEqual(Array(2).fill('2040-01-01T14:59:59.999Z'))
    bodyOf(await gateway.owner.patch('/account', { time_zone: 'UTC' }))
  })
})
