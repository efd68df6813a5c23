import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startGateway } from '../gateway/start-gateway.ts'
import type { Gateway, TestAgent } from '../gateway/start-gateway.ts'
import { rawRequest } from '../http/raw-request.ts'
import { startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'
import { startModernServer } from '../upstreams/modern-server.ts'
import type { ModernServer } from '../upstreams/modern-server.ts'

const callTool = (name: string, args: Record<string, unknown>) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name, arguments: args },
})

describe('/metrics', () => {
  let gateway: Gateway
  let upstream: ModernServer
  let agent: TestAgent

  beforeAll(async () => {
    ;[upstream, gateway] = await Promise.all([
      startModernServer(),
      startGateway({
        metrics: { token: undefined },
        rates: { perKey: 0, perAccount: 0, perAddress: 3 },
        // Its row is then written before the answer, so that it is counted.
        auditReads: 'wait',
      }),
    ])
    await gateway.add('Steady', upstream.url)
    agent = await gateway.agent('Measured', ['steady'])
  })
  afterAll(async () => {
    await gateway?.close()
    await upstream?.close()
  })

  const scrape = async () => (await fetch(`${gateway.hub.url}/metrics`)).text()
  /** The values of one metric, by its labels. */
  const valuesOf = async (name: string): Promise<Record<string, number>> => {
    const lines = (await scrape()).split('\n').filter((line) => /^\w+/.exec(line)?.[0] === name)
    return Object.fromEntries(
      lines.map((line) => {
        const [, labels = '', value] = /^\w+(?:\{(.*)\})? (.+)$/.exec(line) ?? []
        return [labels, Number(value)]
      }),
    )
  }
  // An event stream begins before the call is done, so the whole answer is read.
  const call = async (name: string, args: Record<string, unknown> = {}, caller = agent) =>
    (await caller.post(callTool(name, args))).text()

  it('counts calls by how they ended, and tells no tool, agent or account', async () => {
    const before = await valuesOf('jackfield_calls_total')
    await call('steady__echo', { message: 'a secret to keep' })
    await call('steady__echo', { message: 'another' })
    await call('steady__echo', { message: 7 })
    await call('steady__gone')
    const after = await valuesOf('jackfield_calls_total')
    const grown = (labels: string) => (after[labels] ?? 0) - (before[labels] ?? 0)
    expect(grown('outcome="ok",family="custom"')).toBe(2)
    expect(grown('outcome="refused",family="custom"')).toBe(1)
    expect(grown('outcome="refused",family="none"')).toBe(1)
    const text = await scrape()
    for (const private_ of ['echo', 'gone', 'secret', agent.id, gateway.hub.accountId, 'steady'])
      expect(text).not.toContain(private_)
  })

  it('measures calls, audit batches, toolsets and the process', async () => {
    await call('steady__echo', { message: 'x' })
    const text = await scrape()
    const { 'family="custom"': calls } = await valuesOf('jackfield_call_duration_seconds_count')
    expect(calls).toBeGreaterThan(0)
    expect((await valuesOf('jackfield_audit_batch_rows_sum'))['']).toBeGreaterThan(0)
    expect((await valuesOf('jackfield_audit_commit_seconds_count'))['']).toBeGreaterThan(0)
    expect(await valuesOf('jackfield_audit_waiting_rows')).toEqual({ '': 0 })
    expect((await valuesOf('jackfield_toolset_lookups_total'))['result="hit"']).toBeGreaterThan(0)
    expect((await valuesOf('jackfield_toolset_lookups_total'))['result="miss"']).toBeGreaterThan(0)
    for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_cpu_seconds_total'])
      expect(text).toContain(`\n${name} `)
    const connections = await valuesOf('jackfield_database_connections')
    const onServer = gateway.hub.services.database.dialect === 'postgres'
    expect(Object.keys(connections)).toEqual(
      onServer ? ['state="open"', 'state="idle"', 'state="waiting"'] : [],
    )
  })

  it('counts requests by the pattern of their route', async () => {
    await gateway.owner.get(`/agents/${agent.id}`)
    await gateway.owner.get('/agents/agt_missing')
    await fetch(`${gateway.hub.url}/wp-login.php`)
    const requests = await valuesOf('jackfield_http_requests_total')
    expect(requests).toMatchObject({
      'route="/api/v1/agents/:id",method="GET",status="2xx"': expect.any(Number) as number,
      'route="/api/v1/agents/:id",method="GET",status="4xx"': expect.any(Number) as number,
      'route="/mcp/:agent",method="POST",status="2xx"': expect.any(Number) as number,
      'route="other",method="GET",status="4xx"': expect.any(Number) as number,
    })
  })

  it('counts failures of upstreams by kind, and says which of them rest', async () => {
    const broken = await startModernServer()
    const clients = (await valuesOf('jackfield_upstream_clients'))[''] ?? 0
    await gateway.add('Broken', broken.url)
    const caller = await gateway.agent('Caller', ['broken'])
    await call('broken__echo', { message: 'x' }, caller)
    expect((await valuesOf('jackfield_upstream_clients'))['']).toBeGreaterThan(clients)
    await broken.close()
    for (let failure = 0; failure < 6; failure++) await call('broken__echo', { message: 'x' }, caller)
    const failures = await valuesOf('jackfield_upstream_failures_total')
    expect(Object.values(failures).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(5)
    const breakers = await valuesOf('jackfield_upstream_breakers')
    expect(breakers['state="open"']).toBe(1)
    expect(breakers['state="closed"']).toBeGreaterThanOrEqual(1)
  })

  it('counts refused credentials and what rate limits turned away', async () => {
    for (let guess = 0; guess < 7; guess++)
      await fetch(agent.endpoint, { method: 'POST', headers: { authorization: `Bearer jf_agent_${guess}` } })
    await fetch(`${gateway.hub.url}/api/v1/agents`)
    const refused = await valuesOf('jackfield_credential_refusals_total')
    expect(refused).toEqual({ 'face="mcp"': 7, 'face="rest"': 1 })
    expect(await valuesOf('jackfield_rate_limit_refusals_total')).toEqual({
      'face="mcp",by="address"': 4,
      'face="rest",by="address"': 1,
    })
  })

  it('is for programs on this machine when there is no token', async () => {
    const url = `${gateway.hub.url}/metrics`
    expect(await rawRequest(url, {})).toMatchObject({ status: 200 })
    const refused: Record<string, string>[] = [
      { host: 'hub.example.com' },
      { 'x-forwarded-for': '203.0.113.7' },
      { forwarded: 'for=203.0.113.7' },
      { via: '1.1 proxy' },
    ]
    for (const headers of refused) {
      const answer = await rawRequest(url, { headers })
      expect(answer.status).toBe(403)
      expect(answer.text).toContain('JACKFIELD_METRICS_TOKEN')
      expect(answer.text).not.toContain('jackfield_calls_total')
    }
  })
})

describe('/metrics elsewhere', () => {
  const hubs: TestHub[] = []
  afterAll(async () => {
    for (const hub of hubs) await hub.close()
  })
  const start = async (...args: Parameters<typeof startHub>) => {
    const hub = await startHub(...args)
    hubs.push(hub)
    return hub
  }

  it('is not there when it is off', async () => {
    const hub = await start()
    const answer = await rawRequest(`${hub.url}/metrics`, {})
    expect(answer.status).toBe(404)
    expect(JSON.parse(answer.text)).toMatchObject({ error: { code: 'not_found' } })
    expect(answer.text).not.toContain('etric')
  })

  it('needs the token where there is one, also on this machine', async () => {
    const token = 'a-long-enough-metrics-token'
    const hub = await start({ config: { metrics: { token } } })
    const ask = (headers: Record<string, string>) => rawRequest(`${hub.url}/metrics`, { headers })
    const wrong: Record<string, string>[] = [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: `Basic ${token}` },
    ]
    for (const headers of wrong) {
      const answer = await ask(headers)
      expect(answer.status).toBe(401)
      expect(answer.headers['www-authenticate']).toContain('Bearer')
    }
    const through = { 'x-forwarded-for': '203.0.113.7', host: 'hub.example.com' }
    const answer = await ask({ authorization: `Bearer ${token}`, ...through })
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toContain('text/plain; version=0.0.4')
  })

  it('counts for each hub apart, also within one process', async () => {
    const [one, other] = [
      await start({ config: { metrics: { token: undefined } } }),
      await start({ config: { metrics: { token: undefined } } }),
    ]
    await one.owner.get('/agents')
    const line = 'route="/api/v1/agents",method="GET",status="2xx"'
    expect(await (await fetch(`${one.url}/metrics`)).text()).toContain(line)
    expect(await (await fetch(`${other.url}/metrics`)).text()).not.toContain(line)
  })
})
