import { areas } from '@jackfield/platform'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodyOf, postMessage, startGateway, textOf } from '../gateway/start-gateway.ts'
import type { Gateway, TestAgent } from '../gateway/start-gateway.ts'
import { connectSdk1, connectSdk2 } from '../upstreams/sdk-clients.ts'

interface Card {
  id: string
  status: string
  address: string
}

const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }

describe('the Sales Platform', () => {
  let gateway: Gateway
  beforeAll(async () => {
    gateway = await startGateway()
  })
  afterAll(() => gateway?.close())

  const leads = async () => bodyOf<Card>(await gateway.owner.get('/connectors/leads'))
  const names = async (agent: TestAgent) =>
    (await (await agent.sdk2()).listTools(undefined, { cacheMode: 'bypass' })).tools.map((tool) => tool.name)
  const leadNames = areas.find((area) => area.slug === 'leads')?.tools.map((tool) => tool.name) ?? []
  const key = async (input: object) =>
    bodyOf<{ id: string; secret: string }>(
      await gateway.owner.post('/keys', { name: 'outside', ...input }),
      201,
    )

  it('CON-2, PLT-3, CAT-3: an area has its card from the start, and one click connects it', async () => {
    expect(await leads()).toMatchObject({
      status: 'available',
      family: 'platform',
      transport: null,
      url: null,
    })
    bodyOf(await gateway.owner.post('/connectors/platform', { area: 'leads' }), 201)
    expect(await leads()).toMatchObject({ status: 'connected' })
    expect((await gateway.owner.post('/connectors/platform', { area: 'leads' })).status).toBe(409)
    expect((await gateway.owner.post('/connectors/platform', { area: 'nothing' })).body).toMatchObject({
      error: { issues: [{ field: 'area', valid_values: areas.map((area) => area.slug) }] },
    })
    expect((await gateway.owner.delete('/connectors/leads')).status).toBe(409)
  })

  it('PLT-1, RUN-1, AGT-9: turned on, it gives an agent its tools under their own names, and no others', async () => {
    const agent = await gateway.agent('Leads agent')
    expect(await names(agent)).toEqual([])
    bodyOf(await agent.toggle({ leads: 'on' }))
    expect(await names(agent)).toEqual(leadNames)
  })

  it('TRB-1, A2: "list my open leads" works through the agent endpoint for both SDKs, on record', async () => {
    const agent = await gateway.agent('Sales', ['leads'])
    const [one, two] = await Promise.all([agent.sdk1(), agent.sdk2()])
    const created = await two.callTool({
      name: 'client_create',
      arguments: { full_name: 'Ada Lovelace', email: 'ada@example.com' },
    })
    expect(created.isError ?? false).toBe(false)
    for (const client of [one, two]) {
      const found = await client.callTool({ name: 'list_clients', arguments: { search: 'ada' } })
      expect(JSON.parse(textOf(found))).toMatchObject({ items: [{ full_name: 'Ada Lovelace' }], total: 1 })
      expect(found.structuredContent).toMatchObject({ total: 1 })
    }
    const { items } = bodyOf<{ items: object[] }>(
      await gateway.owner.get('/audit?kind=call&tool=client_create&limit=1'),
    )
    expect(items[0]).toMatchObject({ outcome: 'ok', agent_id: agent.id })
  })

  it('GEN-5, GEN-10: what an area refuses is a tool error with code, field and hint', async () => {
    const client = await (await gateway.agent('Wrong', ['leads'])).sdk2()
    const refused = await client.callTool({ name: 'list_clients', arguments: { serch: 'ada' } })
    expect(refused.isError).toBe(true)
    expect(JSON.parse(textOf(refused))).toMatchObject({
      error: { code: 'unknown_parameter', hint: expect.stringContaining('search') },
    })
  })

  it('PLT-12, SEC-6: risk classes decide: careful asks before what writes, reads go on', async () => {
    const agent = await gateway.agent('Careful', ['leads'])
    const client = await agent.sdk2()
    bodyOf(await gateway.owner.patch('/account', { policy_preset: 'careful' }))
    expect((await client.callTool({ name: 'list_labels', arguments: {} })).isError ?? false).toBe(false)
    expect(textOf(await client.callTool({ name: 'label_create', arguments: { name: 'VIP' } }))).toMatch(
      /approval/,
    )
    bodyOf(await gateway.owner.patch('/account', { policy_preset: 'open' }))
  })

  it('PLT-4 to PLT-10: the big toggle covers the areas, connected or not, refuses them beside it, and gives them back', async () => {
    const agent = await gateway.agent('Whole', ['leads'])
    const save = async (platform_tools: string) => {
      const { version } = bodyOf<{ version: number }>(await gateway.owner.get(`/agents/${agent.id}`))
      return bodyOf<{ platform_tools: { on: boolean } }>(
        await gateway.owner.patch(`/agents/${agent.id}`, { version, platform_tools }),
      )
    }
    const toggle = async () =>
      bodyOf<{ toggles: { slug: string; state: string; covered: boolean; label: string }[] }>(
        await gateway.owner.get(`/agents/${agent.id}`),
      ).toggles.find((one) => one.slug === 'leads')
    expect((await save('on')).platform_tools.on).toBe(true)
    expect(await toggle()).toMatchObject({
      state: 'on',
      covered: true,
      label: 'Already covered by Sales Platform tools above',
    })
    const all = await names(agent)
    expect(new Set(all).size).toBe(all.length)
    expect(all).toEqual(expect.arrayContaining(leadNames))
    expect(await agent.toggle({ leads: 'on' })).toMatchObject({ status: 200 })
    bodyOf(await agent.toggle({ leads: 'off' }))
    expect(await agent.toggle({ leads: 'on' })).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining('Already covered by Sales Platform tools above') } },
    })
    bodyOf(await gateway.owner.post('/connectors/leads/disconnect'), 204)
    expect(await names(agent)).toEqual(expect.arrayContaining(leadNames))
    const { connectors } = bodyOf<{ connectors: { slug: string; reason?: string }[] }>(
      await gateway.owner.get(`/agents/${agent.id}/toolset`),
    )
    expect(connectors.find((one) => one.slug === 'sales-platform')).toBeDefined()
    await save('off')
    expect(await toggle()).toBeUndefined()
    expect(await names(agent)).toEqual([])
    bodyOf(await gateway.owner.post('/connectors/platform', { area: 'leads' }), 201)
  })

  it('RUN-12, CON-11: disconnected, its tools are a clear error, and they come back as they were', async () => {
    const agent = await gateway.agent('Returning', ['leads'])
    const client = await agent.sdk2()
    bodyOf(await gateway.owner.post('/connectors/leads/disconnect'), 204)
    expect(textOf(await client.callTool({ name: 'list_labels', arguments: {} }))).toMatch(
      /Leads is not connected any more/,
    )
    bodyOf(await gateway.owner.post('/connectors/platform', { area: 'leads' }), 201)
    expect((await client.callTool({ name: 'list_labels', arguments: {} })).isError ?? false).toBe(false)
  })

  it('PLT-11: the Sales assistant template has the platform tools on', async () => {
    const { items } = bodyOf<{ items: { id: string; name: string; platform_tools: boolean }[] }>(
      await gateway.owner.get('/templates'),
    )
    expect(items.filter((template) => template.platform_tools).map((template) => template.name)).toEqual([
      'Sales assistant',
    ])
  })

  it('ADR-1, ADR-2, ADR-12, ADR-14: the address serves an area with single POSTs, the very tools that agents get', async () => {
    const { address } = await leads()
    expect(address).toContain(
      `/api/mcp/sales-management?account_id=${gateway.hub.accountId}&domain=sales_clients`,
    )
    const { secret } = await key({ scopes: ['sales'] })
    const headers = { authorization: `Bearer ${secret}` }
    const answer = await (await postMessage(address, list, headers)).text()
    const tools = (
      JSON.parse(/\{.*\}/s.exec(answer)?.[0] ?? '{}') as { result: { tools: { name: string }[] } }
    ).result.tools
    expect(tools.map((tool) => tool.name)).toEqual(leadNames)
    for (const connect of [connectSdk1, connectSdk2]) {
      const client = await connect({ url: address, headers })
      expect((await client.callTool({ name: 'list_labels', arguments: {} })).isError ?? false).toBe(false)
      await client.close()
    }
  })

  it('ADR-3, ADR-11: without domain every area, aliases in any case, lists are the union, unknown ones named', async () => {
    const { address } = await leads()
    const { secret } = await key({ scopes: ['sales'] })
    const ask = async (query: string) => {
      const response = await postMessage(
        `${new URL(address).origin}/api/mcp/sales-management${query}`,
        list,
        { authorization: `Bearer ${secret}` },
      )
      const text = await response.text()
      return { status: response.status, text, count: (text.match(/"inputSchema"/g) ?? []).length }
    }
    const all = areas.reduce((sum, area) => sum + area.tools.length, 0)
    expect((await ask('')).count).toBe(all)
    for (const word of [
      'sales_clients',
      'LEADS',
      'Leads',
      'leads,sales_clients',
      'leads&domain=sales_clients',
    ])
      expect((await ask(`?domain=${word}`)).count, word).toBe(leadNames.length)
    const unknown = await ask('?domain=sales_moon')
    expect(unknown).toMatchObject({ status: 400 })
    expect(unknown.text).toContain('sales_clients')
  })

  it('ADR-8, ADR-13, ADR-15: the account id opens nothing; scopes narrow a key; a revoked one says so', async () => {
    const { address } = await leads()
    expect((await postMessage(address, list)).status).toBe(401)
    const rest = await key({ scopes: ['api'] })
    expect(
      await (await postMessage(address, list, { authorization: `Bearer ${rest.secret}` })).text(),
    ).toContain('does not open sales_clients')
    const narrow = await key({ scopes: ['sales:sales_clients'] })
    expect((await postMessage(address, list, { authorization: `Bearer ${narrow.secret}` })).status).toBe(200)
    expect(
      (
        await fetch(`${gateway.hub.url}/api/v1/agents`, {
          headers: { authorization: `Bearer ${narrow.secret}` },
        })
      ).status,
    ).toBe(403)
    bodyOf(await gateway.owner.delete(`/keys/${narrow.id}`), 204)
    expect((await postMessage(address, list, { authorization: `Bearer ${narrow.secret}` })).status).toBe(401)
    const foreign = address.replace(gateway.hub.accountId, 'acc_other')
    const { secret } = await key({ scopes: ['sales'] })
    expect((await postMessage(foreign, list, { authorization: `Bearer ${secret}` })).status).toBe(404)
  })

  it('ADR-8: a keyed address works only with a key that was made for it, which opens nothing else', async () => {
    const { address } = await leads()
    const header = await key({ scopes: ['sales'] })
    expect((await postMessage(`${address}&key=${header.secret}`, list)).status).toBe(401)
    expect((await gateway.owner.post('/keys', { name: 'loose', in_url: true })).status).toBe(400)
    expect(
      (await gateway.owner.post('/keys', { name: 'loose', in_url: true, scopes: ['api', 'sales'] })).status,
    ).toBe(400)
    const keyed = await key({ in_url: true, scopes: ['sales:sales_clients'] })
    expect((await postMessage(`${address}&key=${keyed.secret}`, list)).status).toBe(200)
  })

  it('ADR-16: a read-only key sees what reads, and writes are refused', async () => {
    const { address } = await leads()
    const { secret } = await key({ scopes: ['sales'], read_only: true })
    const client = await connectSdk2({ url: address, headers: { authorization: `Bearer ${secret}` } })
    const { tools } = await client.listTools()
    expect(tools.map((tool) => tool.name)).toContain('list_clients')
    expect(tools.map((tool) => tool.name)).not.toContain('client_create')
    expect(textOf(await client.callTool({ name: 'client_create', arguments: { full_name: 'No' } }))).toMatch(
      /read-only/,
    )
    await client.close()
  })
})
