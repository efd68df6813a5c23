import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startHostileServer } from '../upstreams/hostile-server.ts'
import type { HostileMode } from '../upstreams/hostile-server.ts'
import { startLegacyServer } from '../upstreams/legacy-server.ts'
import type { ModernServer } from '../upstreams/modern-server.ts'
import { startModernServer } from '../upstreams/modern-server.ts'
import { bodyOf, startGateway, textOf } from './start-gateway.ts'
import type { AddedConnector, Gateway, TestAgent } from './start-gateway.ts'

interface ToolsetBody {
  revision: string
  explanation: string
  tools: { name: string; policy: string; effect: string }[]
  connectors: { slug: string; used: boolean; reason?: string; explanation: string }[]
}

describe('a run', () => {
  let gateway: Gateway
  let upstream: ModernServer

  beforeAll(async () => {
    ;[upstream, gateway] = await Promise.all([startModernServer(), startGateway()])
    await gateway.add('Steady', upstream.url)
  })
  afterAll(async () => {
    await gateway?.close()
    await upstream?.close()
  })

  const toolset = async (agent: TestAgent) =>
    bodyOf<ToolsetBody>(await gateway.owner.get(`/agents/${agent.id}/toolset`))
  const reasonOf = async (agent: TestAgent, slug: string) =>
    (await toolset(agent)).connectors.find((connector) => connector.slug === slug)
  const namesOf = async (agent: TestAgent) =>
    (await (await agent.sdk2()).listTools()).tools.map((tool) => tool.name)

  it('RUN-2: a change between two runs is seen by the next, without a restart', async () => {
    const agent = await gateway.agent('Next run')
    expect(await namesOf(agent)).toEqual([])
    await agent.toggle({ steady: 'on' })
    expect(await namesOf(agent)).toContain('steady__echo')
    await agent.toggle({ steady: 'off' })
    expect(await namesOf(agent)).toEqual([])
  })

  it('RUN-1, RUN-5: a connector that is off is listed with its reason, and changes nothing of the run', async () => {
    const template = bodyOf<{ id: string; version: number }>(
      await gateway.owner.post('/templates', { name: 'Followed' }),
      201,
    )
    const agent = await gateway.agent('Follower', ['steady'])
    const { version } = bodyOf<{ version: number }>(await gateway.owner.get(`/agents/${agent.id}`))
    bodyOf(await gateway.owner.patch(`/agents/${agent.id}`, { version, template_id: template.id }))
    const before = await toolset(agent)
    const { id } = await gateway.add('Bystander', upstream.url)
    const beside = await toolset(agent)
    expect(beside).toMatchObject({ revision: before.revision, tools: before.tools })
    expect(beside.connectors.find(({ slug }) => slug === 'bystander')).toMatchObject({
      connector_id: id,
      on: false,
      used: false,
      reason: 'off',
      listed_at: expect.any(String) as string,
    })
    const slugs = beside.connectors.map(({ slug }) => slug)
    expect(slugs).toEqual(slugs.toSorted())
    const path = `/templates/${template.id}`
    bodyOf(await gateway.owner.patch(path, { version: template.version, connectors: [id] }))
    expect(await reasonOf(agent, 'bystander')).toMatchObject({ used: true })
    expect((await toolset(agent)).revision).not.toBe(before.revision)
    bodyOf(await agent.toggle({ bystander: 'off' }))
    expect(await toolset(agent)).toMatchObject({ revision: before.revision })
  })

  it('RUN-10, DESIGN 5: an upstream that hangs delays and hides nobody else, and its last known tools stay', async () => {
    const server = await startHostileServer({ mode: 'healthy' })
    await gateway.add('Flaky', server.url)
    const agent = await gateway.agent('Patient', ['flaky', 'steady'])
    const before = await namesOf(agent)
    server.setMode('hang')
    const client = await agent.sdk2()
    const after = (await client.listTools(undefined, { cacheMode: 'bypass' })).tools.map((tool) => tool.name)
    expect(after).toEqual(before)
    expect(textOf(await client.callTool({ name: 'steady__echo', arguments: { message: 'alive' } }))).toBe(
      'alive',
    )
    await server.close()
  })

  it('CON-11, RUN-12: disconnecting during a run fails the next call with a clear tool error, and reconnecting restores all', async () => {
    const server = await startModernServer()
    const connector = await gateway.add('Leaving', server.url)
    const agent = await gateway.agent('Leaver', ['leaving', 'steady'])
    const client = await agent.sdk2()
    expect(textOf(await client.callTool({ name: 'leaving__echo', arguments: { message: 'here' } }))).toBe(
      'here',
    )
    expect((await gateway.owner.get('/connectors/leaving/disconnect')).body).toMatchObject({
      agents: [{ id: agent.id }],
    })
    bodyOf(await gateway.owner.post(`/connectors/${connector.id}/disconnect`), 204)
    const gone = await client.callTool({ name: 'leaving__echo', arguments: { message: 'gone' } })
    expect(gone.isError).toBe(true)
    expect(textOf(gone)).toMatch(/Leaving is not connected any more/)
    expect(await namesOf(agent)).not.toContain('leaving__echo')
    bodyOf(await gateway.owner.post(`/connectors/${connector.id}/connect`, {}))
    expect(textOf(await client.callTool({ name: 'leaving__echo', arguments: { message: 'back' } }))).toBe(
      'back',
    )
    await server.close()
  })

  it('STA-9, TRB-2: a call that cannot reach its server is seen by the doctor, and so is the next that can', async () => {
    const server = await startModernServer()
    await gateway.add('Gone', server.url)
    const agent = await gateway.agent('Goner', ['gone'])
    const client = await agent.sdk2()
    await client.callTool({ name: 'gone__echo', arguments: { message: 'x' } })
    await server.close()
    expect((await client.callTool({ name: 'gone__echo', arguments: { message: 'x' } })).isError).toBe(true)
    expect(await reasonOf(agent, 'gone')).toMatchObject({
      used: true,
      explanation: expect.stringContaining('does not answer now'),
    })
    const back = await startModernServer({ port: server.port })
    expect(textOf(await client.callTool({ name: 'gone__echo', arguments: { message: 'again' } }))).toBe(
      'again',
    )
    expect((await reasonOf(agent, 'gone'))?.explanation).not.toMatch(/does not answer/)
    await back.close()
  })

  it('RUN-11: a write that broke off is not tried again, and the model is told that it may have happened', async () => {
    const server = await startHostileServer({ mode: 'healthy' })
    await gateway.add('Breaking', server.url)
    const agent = await gateway.agent('Breaker', ['breaking'])
    const client = await agent.sdk2()
    const [tool] = (await client.listTools()).tools
    server.setMode('drop', 'call')
    const before = server.seen.count('tools/call')
    const result = await client.callTool({ name: String(tool?.name), arguments: {} })
    expect(result.isError).toBe(true)
    expect(textOf(result)).toMatch(/may have been done/)
    expect(server.seen.count('tools/call')).toBe(before + 1)
    await server.close()
  })

  // These wait for a server until its time is over, so they wait together.
  it.concurrent('CUS-22: what an older credential or address was answered is not stored after an edit', async () => {
    const slow = await startHostileServer({ mode: 'hang' })
    const connector = await gateway.add('Slow start', slow.url)
    const pending = gateway.owner.post(`/connectors/${connector.id}/tools/refresh`)
    const edited = await gateway.owner.patch(`/connectors/${connector.id}`, {
      version: connector.version,
      url: upstream.url,
      acknowledged: true,
    })
    expect(bodyOf<AddedConnector>(edited)).toMatchObject({
      status: 'connected',
      probe: { ok: true },
      tool_count: upstream.offer.tools.length,
    })
    await pending
    expect(bodyOf<AddedConnector>(await gateway.owner.get(`/connectors/${connector.id}`))).toMatchObject({
      probe: { ok: true },
      tool_count: upstream.offer.tools.length,
    })
    await slow.close()
  })

  it.concurrent('RUN-5, TRB-6, TRB-8: says for each connector whether it is used, and why not, in plain words', async () => {
    const empty = await startHostileServer({ mode: { tools: [] } })
    const lost = await startModernServer()
    await gateway.add('Empty', empty.url)
    await gateway.add('Lost', lost.url)
    await gateway.add('Locked', (await startHostileServer({ mode: { status: 401 } })).url)
    await gateway.add('Silent', (await startHostileServer({ mode: 'hang' })).url)
    await gateway.add('Walled', upstream.url)
    await gateway.add('Unused', upstream.url)
    bodyOf(
      await gateway.owner.put('/policies', { rules: [{ connector: 'walled', tool: '*', policy: 'block' }] }),
    )
    bodyOf(await gateway.owner.post('/connectors/lost/disconnect'), 204)
    const agent = await gateway.agent('Doctor', ['empty', 'lost', 'locked', 'silent', 'walled', 'steady'])
    const reasons = Object.fromEntries(
      (await toolset(agent)).connectors.map(({ slug, reason }) => [slug, reason]),
    )
    expect(reasons).toMatchObject({
      empty: 'no_tools',
      lost: 'not_connected',
      locked: 'needs_reconnect',
      silent: 'unreachable',
      walled: 'blocked_by_policy',
      unused: 'off',
    })
    expect(reasons['steady']).toBeUndefined()
    expect((await toolset(agent)).explanation).toMatch(/Lost is on, but not connected/)
    const nobody = await gateway.agent('Nobody')
    expect((await toolset(nobody)).explanation).toMatch(/every connector is off/)
    await Promise.all([empty.close(), lost.close()])
  })

  it.concurrent('STA-5, STA-8, RUN-4: a 401 turns the connection to needs_reconnect with the reason; 5xx, 429 and time-outs never do', async () => {
    const server = await startHostileServer({ mode: 'healthy' })
    const connector = await gateway.add('Moody', server.url)
    const agent = await gateway.agent('Moody agent', ['moody'])
    const client = await agent.sdk2()
    const call = () =>
      client.callTool({ name: 'moody__tool_0', arguments: {} }).catch((error: unknown) => error)
    const [tool] = (await client.listTools()).tools
    const status = async () => bodyOf<AddedConnector>(await gateway.owner.get(`/connectors/${connector.id}`))
    for (const mode of [
      { status: 500 },
      { status: 429, headers: { 'retry-after': '1' } },
      { status: 403 },
      'hang',
    ] satisfies HostileMode[]) {
      server.setMode(mode)
      await client.callTool({ name: String(tool?.name), arguments: {} })
      expect(await status(), JSON.stringify(mode)).toMatchObject({ status: 'connected' })
    }
    server.setMode({ status: 401 })
    await client.callTool({ name: String(tool?.name), arguments: {} })
    expect(await status()).toMatchObject({
      status: 'needs_reconnect',
      status_reason: expect.stringContaining('401'),
    })
    expect(await reasonOf(agent, 'moody')).toMatchObject({ used: false, reason: 'needs_reconnect' })
    server.setMode('healthy')
    bodyOf(await gateway.owner.post(`/connectors/${connector.id}/test`))
    expect(await status()).toMatchObject({ status: 'connected', status_reason: null })
    await call()
    await server.close()
  })

  /** A call of a server that turns hostile, and then one of another server. */
  const callHostile = async (mode: HostileMode) => {
    const server = await startHostileServer({ mode: 'healthy' })
    const { slug } = await gateway.add(`Hostile ${Math.random().toString(36).slice(2, 10)}`, server.url)
    const agent = await gateway.agent(`Against ${slug}`, [slug, 'steady'])
    const client = await agent.sdk2()
    const tool = (await client.listTools()).tools.find((one) => one.name.startsWith(`${slug}__`))
    server.setMode(mode, 'call')
    const hostile = await client.callTool({ name: String(tool?.name), arguments: {} })
    const steady = await client.callTool({ name: 'steady__echo', arguments: { message: 'fine' } })
    await server.close()
    const leak = /\bat .*\.ts|node_modules/.exec(textOf(hostile))
    return { isError: hostile.isError, leak, steady: textOf(steady) }
  }
  it.concurrent.each<HostileMode>(['endless-sse', 'endless-line', 'hang', 'slow-loris', 'wrong-id'])(
    'CUS-17, RUN-11: an upstream that answers a call with %j is a tool error, and the hub goes on',
    async (mode) => expect(await callHostile(mode)).toEqual({ isError: true, leak: null, steady: 'fine' }),
  )
  it.each<HostileMode>([
    'garbage',
    'garbage-json',
    'not-json-rpc',
    'huge',
    'endless',
    'gzip-bomb',
    'drop-mid-answer',
    { redirectTo: 'http://169.254.169.254/' },
  ])(
    'CUS-17, RUN-11: an upstream that answers a call with %j is a tool error, and the hub goes on',
    async (mode) => expect(await callHostile(mode)).toEqual({ isError: true, leak: null, steady: 'fine' }),
  )

  it('SEC-12: hostile tool definitions are bounded, cleaned or left out', async () => {
    const server = await startHostileServer({ mode: 'hostile-tools' })
    const { slug } = await gateway.add('Nasty', server.url)
    const agent = await gateway.agent('Nasty agent', [slug])
    const { tools } = await (await agent.sdk2()).listTools()
    for (const tool of tools) {
      expect(tool.name).toMatch(/^[a-zA-Z0-9_-]{1,50}$/)
      expect(tool.description ?? '').not.toMatch(/[\u0000-\u0008\u202a-\u202e]/)
      expect(JSON.stringify(tool).length).toBeLessThan(70_000)
    }
    expect(new Set(tools.map((tool) => tool.name)).size).toBe(tools.length)
    await server.close()
  })

  it('RUN-13: doubled names keep one bearer, ten thousand tools are cut', async () => {
    const [doubled, many] = await Promise.all([
      startHostileServer({ mode: 'duplicate-tools' }),
      startHostileServer({ mode: 'many-tools' }),
    ])
    await gateway.add('Doubled', doubled.url)
    await gateway.add('Many', many.url)
    const names = await namesOf(await gateway.agent('Crowd', ['doubled', 'many']))
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeLessThanOrEqual(1002)
    await Promise.all([doubled.close(), many.close()])
  })

  it('a session that the upstream forgot is opened again, and the call is made once', async () => {
    const legacy = await startLegacyServer()
    await gateway.add('Forgetful', legacy.url)
    const agent = await gateway.agent('Forgotten', ['forgetful'])
    const client = await agent.sdk2()
    expect(textOf(await client.callTool({ name: 'forgetful__echo', arguments: { message: 'one' } }))).toBe(
      'one',
    )
    await legacy.forgetSessions()
    expect(textOf(await client.callTool({ name: 'forgetful__echo', arguments: { message: 'two' } }))).toBe(
      'two',
    )
    await legacy.close()
  })

  it('no two agents share an upstream session', async () => {
    const legacy = await startLegacyServer()
    await gateway.add('Sessions', legacy.url)
    const [one, two] = await Promise.all([
      gateway.agent('S1', ['sessions']),
      gateway.agent('S2', ['sessions']),
    ])
    const call = { name: 'sessions__echo', arguments: { message: 'x' } }
    await Promise.all([(await one.sdk2()).callTool(call), (await two.sdk2()).callTool(call)])
    const sessions = new Set(legacy.seen.of('tools/call').map((request) => request.headers['mcp-session-id']))
    expect(sessions.size).toBe(2)
    await legacy.close()
  })

  it('tells listeners of a changed toolset through subscriptions/listen: a toggle, and the upstream itself', async () => {
    const server = await startModernServer()
    await gateway.add('Announcing', server.url)
    const agent = await gateway.agent('Listener')
    const client = await agent.sdk2()
    let told = 0
    client.setNotificationHandler('notifications/tools/list_changed', () => void told++)
    const subscription = await client.listen({ toolsListChanged: true })
    await agent.toggle({ announcing: 'on' })
    await expect.poll(() => told).toBe(1)
    await client.listTools(undefined, { cacheMode: 'bypass' })
    server.removeTool('echo')
    await server.announce('tools')
    await expect.poll(() => told).toBe(2)
    expect(
      (await client.listTools(undefined, { cacheMode: 'bypass' })).tools.map((tool) => tool.name),
    ).not.toContain('announcing__echo')
    await subscription.close()
    await server.close()
  })

  it.each(['revoked', 'rotated'])(
    'ADR-15: a %s key is refused at once, and its open streams end',
    async (how) => {
      const agent = await gateway.agent(`Key ${how}`, ['steady'])
      const client = await agent.sdk2()
      const subscription = await client.listen({ toolsListChanged: true })
      const { items } = bodyOf<{ items: { id: string }[] }>(
        await gateway.owner.get(`/agents/${agent.id}/keys`),
      )
      const key = `/agents/${agent.id}/keys/${items[0]?.id}`
      if (how === 'revoked') bodyOf(await gateway.owner.delete(key), 204)
      else bodyOf(await gateway.owner.post(`${key}/rotate`))
      expect((await agent.post({ jsonrpc: '2.0', id: 1, method: 'tools/list' })).status).toBe(401)
      await subscription.closed
    },
  )

  it('SEC-6, ROL-7: policies are enforced at the gate: allow, ask, block, presets, the account as the ceiling', async () => {
    await gateway.add('Ruled', upstream.url)
    const agent = await gateway.agent('Ruled agent', ['ruled'])
    const client = await agent.sdk2()
    const write = async () =>
      textOf(await client.callTool({ name: 'ruled__write_note', arguments: { text: 'ruled' } }))
    const rule = (policy: string | null) =>
      gateway.owner.put('/policies', { rules: [{ connector: 'ruled', tool: 'write_note', policy }] })
    expect(await write()).toMatch(/written/)
    bodyOf(await rule('ask'))
    expect(await write()).toMatch(/needs a person's approval/)
    bodyOf(await rule('block'))
    expect(await write()).toMatch(/is blocked/)
    expect(await namesOf(agent)).not.toContain('ruled__write_note')
    bodyOf(await rule(null))
    const written = upstream.traces.writes.length
    bodyOf(await gateway.owner.patch('/account', { policy_preset: 'careful' }))
    expect(await write()).toMatch(/needs a person's approval/)
    bodyOf(await gateway.owner.patch('/account', { policy_preset: 'read-only' }))
    expect(await write()).toMatch(/is blocked/)
    bodyOf(await gateway.owner.patch('/account', { policy_preset: 'open' }))
    expect(upstream.traces.writes.length).toBe(written)
  })

  it('SEC-8: readOnlyHint counts only where an admin believes it, and a read-only connector then offers what reads', async () => {
    const connector = await gateway.add('Reading', upstream.url, { read_only: true })
    const agent = await gateway.agent('Reader', ['reading'])
    expect(await reasonOf(agent, 'reading')).toMatchObject({ reason: 'blocked_by_policy' })
    bodyOf(
      await gateway.owner.patch(`/connectors/${connector.id}`, {
        version: connector.version,
        trust_hints: true,
      }),
    )
    const names = await namesOf(agent)
    expect(names).toContain('reading__echo')
    expect(names).not.toContain('reading__write_note')
  })

  it('ROL-8: REST calls pass the same gate: members may, viewers may not, a read-only key only reads', async () => {
    const agent = await gateway.agent('Over REST', ['steady'])
    const call = { tool: 'steady__write_note', arguments: { text: 'rest' } }
    const member = await gateway.hub.as('member')
    expect((await member.post(`/agents/${agent.id}/calls`, call)).body).toMatchObject({ outcome: 'ok' })
    expect((await (await gateway.hub.as('viewer')).post(`/agents/${agent.id}/calls`, call)).status).toBe(403)
    const other = await gateway.hub.secondAccount()
    expect((await other.post(`/agents/${agent.id}/calls`, call)).status).toBe(404)
    expect((await other.get(`/agents/${agent.id}/toolset`)).status).toBe(404)
  })
})
