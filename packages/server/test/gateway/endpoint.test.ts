import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LegacyServer } from '../upstreams/legacy-server.ts'
import { startLegacyServer } from '../upstreams/legacy-server.ts'
import type { ModernServer } from '../upstreams/modern-server.ts'
import { startModernServer } from '../upstreams/modern-server.ts'
import { startSseServer } from '../upstreams/sse-server.ts'
import { bodyOf, postMessage, startGateway, textOf } from './start-gateway.ts'
import type { Gateway, TestAgent } from './start-gateway.ts'

const legacyVersions = ['2025-03-26', '2025-06-18', '2025-11-25']

describe('the agent endpoint', () => {
  let gateway: Gateway
  let modern: ModernServer
  let legacy: LegacyServer
  let sse: Awaited<ReturnType<typeof startSseServer>>
  let agent: TestAgent

  beforeAll(async () => {
    ;[modern, legacy, sse] = await Promise.all([startModernServer(), startLegacyServer(), startSseServer()])
    gateway = await startGateway()
    await gateway.add('Modern', modern.url)
    await gateway.add('Legacy', legacy.url)
    await gateway.add('Old', sse.url, { transport: 'sse' })
    agent = await gateway.agent('All of them', ['modern', 'legacy', 'old'])
  })
  afterAll(async () => {
    await gateway?.close()
    await Promise.all([modern?.close(), legacy?.close(), sse?.close()])
  })

  it('RUN-1, RUN-6, AGT-9: offers exactly the tools of the connectors that are on, by prefixed name', async () => {
    const client = await agent.sdk2()
    const { tools } = await client.listTools()
    const expected = modern.offer.tools.map((tool) => `modern__${tool.definition.name}`)
    expect(tools.map((tool) => tool.name).filter((name) => name.startsWith('modern__'))).toEqual(expected)
    expect(new Set(tools.map((tool) => tool.name.split('__')[0]))).toEqual(
      new Set(['modern', 'legacy', 'old']),
    )
    const other = await (await gateway.agent('Nothing on')).sdk2()
    expect((await other.listTools()).tools).toEqual([])
  })

  it('RUN-6: SDK 1.x and SDK 2.x see the same tools, and call each upstream', async () => {
    const [one, two] = await Promise.all([agent.sdk1(), agent.sdk2()])
    expect(two.getNegotiatedProtocolVersion()).toBe('2026-07-28')
    const names = (await one.listTools()).tools.map((tool) => tool.name)
    expect(names).toEqual((await two.listTools()).tools.map((tool) => tool.name))
    for (const key of ['modern', 'legacy', 'old']) {
      const request = { name: `${key}__echo`, arguments: { message: `hello ${key}` } }
      expect(textOf(await one.callTool(request))).toBe(`hello ${key}`)
      expect(textOf(await two.callTool(request))).toBe(`hello ${key}`)
    }
  })

  it.each(legacyVersions)('ADR-14: answers %s with single POSTs and no session', async (version) => {
    const opened = await agent.post({
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: version, capabilities: {}, clientInfo: { name: 'curl', version: '1' } },
    })
    expect(opened.headers.get('mcp-session-id')).toBeNull()
    expect((await messageOf(opened)).result.protocolVersion).toBe(version)
    const called = await agent.post(
      {
        jsonrpc: '2.0',
        id: 2,
        method: 'tools/call',
        params: { name: 'modern__echo', arguments: { message: version } },
      },
      { 'mcp-protocol-version': version },
    )
    expect(textOf((await messageOf(called)).result)).toBe(version)
  })

  it('lists in the same order every time', async () => {
    const client = await agent.sdk2()
    const first = JSON.stringify((await client.listTools(undefined, { cacheMode: 'bypass' })).tools)
    for (let round = 0; round < 3; round++)
      expect(JSON.stringify((await client.listTools(undefined, { cacheMode: 'bypass' })).tools)).toBe(first)
  })

  it('passes structured content, resource links, _meta and annotations through untouched', async () => {
    const client = await agent.sdk2()
    expect(await client.callTool({ name: 'modern__add', arguments: { a: 2, b: 3 } })).toMatchObject({
      structuredContent: { sum: 5 },
    })
    expect(await client.callTool({ name: 'modern__link', arguments: {} })).toMatchObject({
      content: [{ type: 'resource_link', uri: 'note://first' }],
    })
    const withMeta = await client.callTool({
      name: 'modern__with_meta',
      arguments: {},
      _meta: { 'example.com/asked': 'yes' },
    })
    expect(JSON.parse(textOf(withMeta))).toMatchObject({ 'example.com/asked': 'yes' })
    expect(withMeta._meta).toMatchObject({ 'example.com/result': 'kept' })
    const listed = (await client.listTools()).tools.find((tool) => tool.name === 'modern__with_meta')
    expect(listed).toMatchObject({
      _meta: { 'example.com/tool': 'kept' },
      annotations: { readOnlyHint: true },
    })
  })

  it('passes resources, templates, prompts and completion through', async () => {
    const client = await agent.sdk2()
    const { resources } = await client.listResources()
    expect(resources.map((resource) => resource.uri)).toContain('note://first')
    expect((await client.readResource({ uri: 'note://first' })).contents[0]).toMatchObject({
      uri: 'note://first',
    })
    expect((await client.listResourceTemplates()).resourceTemplates.length).toBeGreaterThan(0)
    const { prompts } = await client.listPrompts()
    const prompt = prompts.find((one) => one.name.startsWith('modern__') && (one.arguments?.length ?? 0) > 0)
    const [argument] = prompt?.arguments ?? []
    const got = await client.getPrompt({
      name: String(prompt?.name),
      arguments: { [String(argument?.name)]: 'x' },
    })
    expect(got.messages.length).toBeGreaterThan(0)
    const completed = await client.complete({
      ref: { type: 'ref/prompt', name: String(prompt?.name) },
      argument: { name: String(argument?.name), value: '' },
    })
    expect(Array.isArray(completed.completion.values)).toBe(true)
    await expect(client.readResource({ uri: 'note://nowhere' })).rejects.toMatchObject({ code: -32602 })
    await expect(client.getPrompt({ name: 'modern__nothing' })).rejects.toMatchObject({ code: -32602 })
  })

  it('reports progress to clients of both eras', async () => {
    const call = { name: 'modern__slow', arguments: { ms: 80 } }
    const seen: number[][] = [[], []]
    const [one, two] = await Promise.all([agent.sdk1(), agent.sdk2()])
    await one.callTool(call, undefined, { onprogress: ({ progress }) => seen[0]?.push(progress) })
    await two.callTool(call, { onprogress: ({ progress }) => seen[1]?.push(progress) })
    expect(seen).toEqual([
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ])
  })

  it('cancels the upstream call when the client cancels', async () => {
    const client = await agent.sdk2()
    const before = modern.traces.slow.cancelled
    const abort = new AbortController()
    const call = client.callTool(
      { name: 'modern__slow', arguments: { ms: 60_000 } },
      { signal: abort.signal },
    )
    await expect
      .poll(() => modern.traces.slow.started)
      .toBeGreaterThan(modern.traces.slow.finished + modern.traces.slow.cancelled)
    abort.abort()
    await expect(call).rejects.toThrow()
    await expect.poll(() => modern.traces.slow.cancelled).toBe(before + 1)
    await expect
      .poll(async () => lastCall(gateway))
      .toMatchObject({ outcome: 'cancelled', tool: 'modern__slow' })
  })

  it('lets the upstream ask a client that can answer (2026-07-28 input_required)', async () => {
    const client = await agent.sdk2()
    client.setRequestHandler('elicitation/create', async () => ({
      action: 'accept',
      content: { name: 'Ada' },
    }))
    expect(textOf(await client.callTool({ name: 'modern__ask_name', arguments: {} }))).toBe('Hello, Ada.')
  })

  it('tells a client that cannot be asked, in words, when the upstream needs to ask (2025 revisions)', async () => {
    const result = await (await agent.sdk1()).callTool({ name: 'modern__ask_name', arguments: {} })
    expect(result.isError).toBe(true)
    expect(textOf(result)).toMatch(/Modern answered: /)
  })

  it('refuses Mcp-Param headers that disagree with the arguments (SEP-2243)', async () => {
    modern.addTool({
      definition: {
        name: 'regional',
        inputSchema: { type: 'object', properties: { region: { type: 'string', 'x-mcp-header': 'Region' } } },
      },
      call: async (args) => ({ content: [{ type: 'text', text: String(args['region']) }] }),
    })
    bodyOf(await gateway.owner.post('/connectors/modern/tools/refresh'))
    const client = await agent.sdk2()
    await client.listTools(undefined, { cacheMode: 'refresh' })
    expect(textOf(await client.callTool({ name: 'modern__regional', arguments: { region: 'eu' } }))).toBe(
      'eu',
    )
    expect(modern.seen.of('tools/call').at(-1)?.headers['mcp-param-region']).toBe('eu')
    const envelope = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    }
    const params = { name: 'modern__regional', arguments: { region: 'eu' }, _meta: envelope }
    const response = await agent.post(
      { jsonrpc: '2.0', id: 9, method: 'tools/call', params },
      {
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': 'tools/call',
        'mcp-name': 'modern__regional',
        'mcp-param-region': 'us',
      },
    )
    expect(response.status).toBe(400)
    expect((await messageOf(response)).error.code).toBe(-32020)
    modern.removeTool('regional')
  })

  it('answers a batch of the 2025-03-26 revision', async () => {
    const call = (id: number) => ({
      jsonrpc: '2.0',
      id,
      method: 'tools/call',
      params: { name: 'modern__echo', arguments: { message: `m${id}` } },
    })
    const response = await agent.post([call(1), call(2)], { 'mcp-protocol-version': '2025-03-26' })
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(text).toContain('m1')
    expect(text).toContain('m2')
  })

  it('refuses a missing, wrong or foreign key alike in what they reveal', async () => {
    const other = await gateway.agent('Another')
    const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
    const none = await postMessage(agent.endpoint, list)
    expect(none.status).toBe(401)
    expect(none.headers.get('www-authenticate')).toContain('Bearer')
    expect((await agent.post(list, { authorization: 'Bearer jf_agent_wrong' })).status).toBe(401)
    const foreign = await agent.post(list, { authorization: `Bearer ${other.secret}` })
    const missing = await postMessage(agent.endpoint.replace(agent.id, 'agt_missing'), list, {
      authorization: `Bearer ${other.secret}`,
    })
    expect([foreign.status, await foreign.text()]).toEqual([missing.status, await missing.text()])
    expect(foreign.status).toBe(404)
  })

  it('SEC-18: refuses other origins and hosts, and takes no cookie', async () => {
    const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
    expect((await agent.post(list, { origin: 'https://evil.example' })).status).toBe(403)
    expect(
      (await postMessage(agent.endpoint, list, { cookie: `jf_session=${gateway.owner.secret}` })).status,
    ).toBe(401)
  })

  it('answers bad messages with JSON-RPC errors that say what is wrong', async () => {
    const bad = async (body: unknown, headers?: Record<string, string>) => {
      const response = await agent.post(body, headers)
      return { status: response.status, ...(await messageOf(response)) }
    }
    expect(await bad('{"jsonrpc": "2.0", ')).toMatchObject({ status: 400, error: { code: -32700 } })
    expect(await bad('['.repeat(100_000))).toMatchObject({
      status: 400,
      error: { message: expect.stringContaining('nested') },
    })
    expect(await bad(`"${'x'.repeat(5 * 1024 * 1024)}"`)).toMatchObject({ status: 413 })
    expect(await bad('a=b', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 })
    expect(await bad({ jsonrpc: '2.0', id: 5, method: 'no/such' })).toMatchObject({ error: { code: -32601 } })
    expect((await bad({ hello: 'world' })).error).toBeDefined()
  })

  it('an unknown tool is a protocol error, invalid arguments are a tool error that names the field', async () => {
    const client = await agent.sdk2()
    await expect(client.callTool({ name: 'modern__nothing', arguments: {} })).rejects.toMatchObject({
      code: -32602,
    })
    const before = modern.seen.count('tools/call')
    const wrong = await client.callTool({ name: 'modern__add', arguments: { a: 'two', c: 1 } })
    expect(wrong.isError).toBe(true)
    expect(textOf(wrong)).toMatch(/a: must be number/)
    expect(textOf(wrong)).toMatch(/b: is required/)
    expect(modern.seen.count('tools/call')).toBe(before)
  })

  it('RUN-11: a failing tool is a tool error, and the others stay usable', async () => {
    const client = await agent.sdk2()
    expect(await client.callTool({ name: 'modern__fail', arguments: {} })).toMatchObject({ isError: true })
    expect(
      textOf(await client.callTool({ name: 'modern__echo', arguments: { message: 'still here' } })),
    ).toBe('still here')
  })

  it('RUN-14: cuts a result that is too large, and tells the model', async () => {
    const client = await agent.sdk2()
    const result = await client.callTool({ name: 'modern__big', arguments: { n: 400_000 } })
    const text = textOf(result)
    expect(text.length).toBeLessThan(160_000)
    expect(text).toMatch(/250000 characters were cut/)
  })

  it('SEC-9, GEN-8: every call is an audit row with actor, agent, connector, tool, outcome, duration and redacted arguments', async () => {
    const client = await agent.sdk2()
    await client.callTool({ name: 'modern__write_note', arguments: { text: 'Bearer abcdefghijklmnop' } })
    const row = await lastCall(gateway)
    expect(row).toMatchObject({
      action: 'tool.called',
      tool: 'modern__write_note',
      outcome: 'ok',
      agent_id: agent.id,
      phase: 'outcome',
    })
    expect(row.actor).toMatchObject({ type: 'agent_key', name: 'test' })
    expect(row.duration_ms).toBeGreaterThan(0)
    expect(JSON.stringify(row.detail)).not.toContain('abcdefghijklmnop')
    expect(bodyOf<{ ok: boolean }>(await gateway.owner.get('/audit/verify')).ok).toBe(true)
  })
})

async function lastCall(gateway: Gateway): Promise<Record<string, unknown> & { duration_ms: number }> {
  const { items } = bodyOf<{ items: (Record<string, unknown> & { duration_ms: number })[] }>(
    await gateway.owner.get('/audit?kind=call&limit=1'),
  )
  return items[0] ?? { duration_ms: 0 }
}

/** The one message of an answer, JSON or event stream. */
async function messageOf(response: Response) {
  const text = await response.text()
  const data = text.startsWith('{') ? text : (/^data: (.*)$/m.exec(text)?.[1] ?? '{}')
  return JSON.parse(data)
}
