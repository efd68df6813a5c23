import { areas } from '@jackfield/platform'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { bodyOf, postMessage, startGateway, textOf } from '../gateway/start-gateway.ts'
import type { Gateway, TestAgent } from '../gateway/start-gateway.ts'

const docsTools = ['get_docs_structure', 'search_docs', 'read_docs_page']
const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }

describe('the documentation search', () => {
  let gateway: Gateway
  beforeAll(async () => {
    gateway = await startGateway()
  })
  afterAll(() => gateway?.close())

  const names = async (agent: TestAgent) =>
    (await (await agent.sdk2()).listTools(undefined, { cacheMode: 'bypass' })).tools.map((tool) => tool.name)
  const wholeAgent = async (name: string, on: string[] = []) => {
    const agent = await gateway.agent(name, on)
    const { version } = bodyOf<{ version: number }>(await gateway.owner.get(`/agents/${agent.id}`))
    bodyOf(await gateway.owner.patch(`/agents/${agent.id}`, { version, platform_tools: 'on' }))
    return agent
  }

  it('PLT-4, PLT-7, PLT-10: with the big toggle on it is there, no area connected, and no name comes twice', async () => {
    const { status } = bodyOf<{ status: string }>(await gateway.owner.get('/connectors/leads'))
    expect(status).toBe('available')
    const all = await names(await wholeAgent('Whole'))
    expect(all).toEqual([...areas.flatMap((area) => area.tools.map((tool) => tool.name)), ...docsTools])
    expect(new Set(all).size).toBe(all.length)
  })

  it('PLT-4, PLT-12: both SDKs list, search and read a page; its tools are said to read', async () => {
    const agent = await wholeAgent('Reader')
    for (const client of [await agent.sdk1(), await agent.sdk2()]) {
      const { tools } = await client.listTools()
      for (const tool of tools.filter(({ name }) => docsTools.includes(name)))
        expect(tool.annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false })
      const tree = await client.callTool({ name: 'get_docs_structure', arguments: {} })
      const titles = ['Channels', 'Integrations', 'Knowledge bases']
      expect(JSON.parse(textOf(tree))).toMatchObject({
        sections: expect.arrayContaining(titles.map((title) => expect.objectContaining({ title }))),
      })
      const found = await client.callTool({ name: 'search_docs', arguments: { query: 'product feeds' } })
      expect(found.structuredContent).toMatchObject({
        items: expect.arrayContaining([expect.objectContaining({ page_id: 'knowledge-bases' })]),
      })
      const page = await client.callTool({
        name: 'read_docs_page',
        arguments: { page_id: 'knowledge-bases' },
      })
      expect(JSON.parse(textOf(page))).toMatchObject({
        markdown: expect.stringMatching(/^# Knowledge bases\n/),
      })
    }
    // The row of a read follows its answer.
    await vi.waitFor(async () => {
      const { items } = bodyOf<{ items: object[] }>(
        await gateway.owner.get('/audit?kind=call&tool=read_docs_page&limit=1'),
      )
      expect(items[0]).toMatchObject({ outcome: 'ok', agent_id: agent.id })
    })
  })

  it('GEN-2, GEN-10: an unknown page is a tool error with the nearest id', async () => {
    const client = await (await wholeAgent('Lost')).sdk2()
    const refused = await client.callTool({ name: 'read_docs_page', arguments: { page_id: 'chanels' } })
    expect(refused.isError).toBe(true)
    expect(JSON.parse(textOf(refused))).toMatchObject({
      error: { code: 'not_found', field: 'page_id', hint: 'Did you mean "channels"?' },
    })
  })

  it('PLT-9: an agent with the Leads area alone has none of it, and cannot call it', async () => {
    bodyOf(await gateway.owner.post('/connectors/platform', { area: 'leads' }), 201)
    const agent = await gateway.agent('Leads only', ['leads'])
    const all = await names(agent)
    expect(all).toContain('list_clients')
    for (const name of docsTools) {
      expect(all).not.toContain(name)
      await expect((await agent.sdk2()).callTool({ name, arguments: {} })).rejects.toThrow(name)
    }
  })

  it('PLT-4, PLT-9: it is no connector, and the address of the platform does not serve it', async () => {
    const { items } = bodyOf<{ items: { slug: string }[] }>(
      await gateway.owner.get('/connectors?family=platform'),
    )
    expect(items.map(({ slug }) => slug)).toEqual(areas.map(({ slug }) => slug))
    expect((await gateway.owner.post('/connectors/platform', { area: 'docs' })).status).toBe(400)
    const { address } = bodyOf<{ address: string }>(await gateway.owner.get('/connectors/leads'))
    const { secret } = bodyOf<{ secret: string }>(
      await gateway.owner.post('/keys', { name: 'outside', scopes: ['sales'] }),
      201,
    )
    const ask = (query: string) =>
      postMessage(`${new URL(address).origin}/api/mcp/sales-management${query}`, list, {
        authorization: `Bearer ${secret}`,
      })
    const everything = await (await ask('')).text()
    expect(everything).toContain('list_clients')
    for (const name of docsTools) expect(everything).not.toContain(name)
    expect((await ask('?domain=docs')).status).toBe(400)
  })

  it('PLT-12, SEC-6: it goes on under the strictest preset, because it only reads', async () => {
    bodyOf(await gateway.owner.patch('/account', { policy_preset: 'read-only' }))
    const client = await (await wholeAgent('Strict')).sdk2()
    const found = await client.callTool({ name: 'search_docs', arguments: { query: 'channels' } })
    expect(found.isError ?? false).toBe(false)
  })
})
