import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startGateway } from '../gateway/start-gateway.ts'
import type { Gateway, TestAgent } from '../gateway/start-gateway.ts'
import { startModernServer } from '../upstreams/modern-server.ts'
import type { ModernServer } from '../upstreams/modern-server.ts'
import { startCollector } from './collector.ts'
import type { Collector } from './collector.ts'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const traceparent = `00-${traceId}-b7ad6b7169203331-01`

let upstream: ModernServer
beforeAll(async () => {
  upstream = await startModernServer()
})
afterAll(() => upstream?.close())

function call(meta?: Record<string, unknown>, name = 'traced__echo', message: unknown = 'tell nobody') {
  const params = { name, arguments: { message }, ...(meta && { _meta: meta }) }
  return { jsonrpc: '2.0', id: 1, method: 'tools/call', params }
}

/** The `_meta` with which the last call arrived at the upstream. */
function metaAtUpstream(): Record<string, unknown> | undefined {
  const body = upstream.seen.of('tools/call').at(-1)?.body as { params: { _meta?: Record<string, unknown> } }
  return body.params._meta
}

/** Sends a message and waits for its whole answer: an event stream begins before the call is done. */
async function ask(agent: TestAgent, ...sent: Parameters<TestAgent['post']>): Promise<string> {
  return (await agent.post(...sent)).text()
}

async function traced(endpoint: string | undefined): Promise<{ gateway: Gateway; agent: TestAgent }> {
  const gateway = await startGateway({ otlpEndpoint: endpoint, auditReads: 'wait' })
  await gateway.add('Traced', upstream.url)
  return { gateway, agent: await gateway.agent('Traced agent', ['traced']) }
}

describe('traces', () => {
  let collector: Collector
  let gateway: Gateway
  let agent: TestAgent

  beforeEach(async () => {
    collector = await startCollector()
    ;({ gateway, agent } = await traced(collector.endpoint))
  })
  afterEach(async () => {
    await gateway.close()
    await collector.close()
  })

  /** Ends the hub, which sends what waits, and gives the spans of one name. */
  const ended = async () => {
    await gateway.close()
    return (name: string) => collector.spans.filter((span) => span.name === name)
  }

  it('follow a call from the HTTP request through the gate to the upstream, in the trace of the client', async () => {
    await ask(agent, call(), { traceparent, tracestate: 'vendor=1' })
    const sent = metaAtUpstream()
    const spans = await ended()
    const ours = collector.spans.filter((span) => span.traceId === traceId)
    expect(ours.map(({ name }) => name).toSorted()).toEqual(
      ['POST', 'audit intent', 'audit outcome', 'resolve', 'tools/call', 'upstream'].toSorted(),
    )
    const request = spans('POST').find((span) => span.traceId === traceId)
    expect(request).toMatchObject({
      parentSpanId: 'b7ad6b7169203331',
      kind: 2,
      attributes: { 'http.route': '/mcp/:agent', 'http.response.status_code': 200 },
    })
    const [gate] = spans('tools/call')
    expect(gate).toMatchObject({
      parentSpanId: request?.spanId,
      attributes: {
        'mcp.method.name': 'tools/call',
        'gen_ai.tool.name': 'traced__echo',
        'jackfield.connector': 'traced',
        'jackfield.agent': agent.id,
        'jackfield.outcome': 'ok',
      },
    })
    for (const name of ['resolve', 'audit intent', 'upstream', 'audit outcome'])
      expect(spans(name)[0]).toMatchObject({ parentSpanId: gate?.spanId })
    expect(sent).toMatchObject({
      traceparent: `00-${traceId}-${spans('upstream')[0]?.spanId}-01`,
      tracestate: 'vendor=1',
    })
  })

  it('belong to the trace that the message names, linked to that of what carried it', async () => {
    await ask(agent, call({ traceparent, tracestate: 'vendor=1', baggage: 'kept=1', other: true }))
    const sent = metaAtUpstream()
    const spans = await ended()
    const [gate] = spans('tools/call')
    expect(gate).toMatchObject({ traceId, parentSpanId: 'b7ad6b7169203331' })
    expect(gate?.links).toMatchObject([{ spanId: spans('POST').at(-1)?.spanId }])
    expect(sent).toMatchObject({ tracestate: 'vendor=1', baggage: 'kept=1', other: true })
    expect(sent?.['traceparent']).toContain(`00-${traceId}-${spans('upstream')[0]?.spanId}`)
  })

  it('cover REST, and hold no argument, no answer and no credential', async () => {
    await ask(agent, call())
    await gateway.owner.get('/agents/agt_missing')
    await ask(agent, call(undefined, 'jf_agent_not_a_tool'))
    const spans = await ended()
    expect(spans('GET').map(({ attributes }) => attributes)).toContainEqual(
      expect.objectContaining({ 'http.route': '/api/v1/agents/:id', 'http.response.status_code': 404 }),
    )
    expect(spans('tools/call').map(({ attributes }) => attributes['jackfield.outcome'])).toContain('refused')
    for (const secret of ['tell nobody', agent.secret, gateway.owner.secret, 'not_a_tool', 'agt_missing'])
      expect(collector.received).not.toContain(secret)
    expect(collector.requests[0]).toMatchObject({ path: '/v1/traces', contentType: 'application/json' })
    expect(collector.received).toContain('"service.name"')
  })

  it('say what failed', async () => {
    const lost = await startModernServer()
    await gateway.add('Lost', lost.url)
    const other = await gateway.agent('Loser', ['lost'])
    await lost.close()
    await ask(other, call(undefined, 'lost__echo'))
    const spans = await ended()
    for (const name of ['tools/call', 'upstream'])
      expect(spans(name)).toMatchObject([{ status: 2, attributes: { 'error.type': 'refused' } }])
  })

  it('keep the choice of a caller that traces nothing of this', async () => {
    await ask(agent, call(), { traceparent: traceparent.replace(/01$/, '00') })
    expect(metaAtUpstream()?.['traceparent']).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-00$`))
    await ended()
    expect(collector.received).not.toContain(traceId)
  })

  it('begin anew where the caller names no valid trace', async () => {
    await ask(agent, call({ traceparent: 'nonsense' }), { traceparent: '00-zz-1-01' })
    expect(metaAtUpstream()?.['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
    const spans = await ended()
    expect(spans('tools/call')).toHaveLength(1)
  })

  it('are sent again when the collector is busy', async () => {
    await ask(agent, call(), { traceparent })
    collector.refuseWith(503, 429)
    const spans = await ended()
    expect(collector.requests.length).toBeGreaterThanOrEqual(3)
    expect(spans('tools/call')).toHaveLength(1)
  })
})

describe('a hub whose collector', () => {
  it('is away goes on serving, and ends', async () => {
    const collector = await startCollector()
    await collector.close()
    const { gateway, agent } = await traced(collector.endpoint)
    expect(await ask(agent, call())).toContain('tell nobody')
    await gateway.close()
  })

  it('has a path and a password sends both', async () => {
    const collector = await startCollector()
    const { gateway } = await traced(`${collector.endpoint.replace('//', '//me:secret@')}/otlp/`)
    await gateway.close()
    expect(collector.requests[0]).toMatchObject({
      path: '/otlp/v1/traces',
      authorization: `Basic ${Buffer.from('me:secret').toString('base64')}`,
    })
    await collector.close()
  })

  it('is on this machine does not open this machine to connectors', async () => {
    const collector = await startCollector()
    const gateway = await startGateway({ otlpEndpoint: collector.endpoint, allowedHosts: '' })
    const answer = await gateway.owner.post('/connectors/custom', {
      name: 'Inside',
      url: collector.endpoint,
      acknowledged: true,
    })
    expect(answer.status).toBe(400)
    await gateway.close()
    await collector.close()
  })
})

describe('without traces', () => {
  it('what a client says of its trace is passed on untouched', async () => {
    const { gateway, agent } = await traced(undefined)
    await ask(agent, call({ traceparent, tracestate: 'vendor=1' }))
    expect(metaAtUpstream()).toMatchObject({ traceparent, tracestate: 'vendor=1' })
    await ask(agent, call(), { traceparent })
    expect(metaAtUpstream()?.['traceparent']).toBeUndefined()
    await gateway.close()
  })
})
