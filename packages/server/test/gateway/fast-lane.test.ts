import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPlainCall } from '../../src/http/mcp/plain-call.ts'
import type { LegacyServer } from '../upstreams/legacy-server.ts'
import { startLegacyServer } from '../upstreams/legacy-server.ts'
import { listenOnLoopback } from '../upstreams/listen-on-loopback.ts'
import type { Listening } from '../upstreams/listen-on-loopback.ts'
import type { ModernServer } from '../upstreams/modern-server.ts'
import { startModernServer } from '../upstreams/modern-server.ts'
import { plainAnswer } from '../upstreams/plain-mcp.ts'
import type { Message } from '../upstreams/plain-mcp.ts'
import { startGateway } from './start-gateway.ts'
import type { Gateway, TestAgent } from './start-gateway.ts'

type Json = Record<string, unknown>

/** One call as a test wants it sent. */
interface Case {
  params: Json
  id?: unknown
  more?: Json
}

const envelope = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'curl', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': { elicitation: {} },
}

const call = (name: string, args?: unknown, more: Json = {}): Case => ({
  params: { name, ...(args === undefined ? {} : { arguments: args }), ...more },
})

/** Calls that need nothing of the SDK. */
const plain: Record<string, Case> = {
  'a text': call('modern__echo', { message: 'hello' }),
  'a text of the older upstream': call('legacy__echo', { message: 'hello' }),
  'every kind of character': call('modern__echo', { message: '\u0000 \u2028 "é" 😀 \ud800 \n</script>' }),
  'structured content': call('modern__add', { a: 1, b: 2.5 }),
  'an error of the tool': call('modern__fail'),
  'no arguments': call('modern__fail', undefined),
  'a result at its limit': call('modern__big', { n: 100_000 }),
  'a result beyond its limit': call('modern__big', { n: 2_000_000 }),
  'arguments that are not valid': call('modern__echo', { massage: 1 }),
  'an upstream that asks for what stateless clients cannot give': call('legacy__ask_name'),
  'metadata of its own': call('modern__echo', { message: 'm' }, { _meta: { 'example.com/x': 'y' } }),
  'a token for progress that never comes': call(
    'modern__echo',
    { message: 'm' },
    { _meta: { progressToken: 7 } },
  ),
  'a text as id': { ...call('modern__echo', { message: 'x' }), id: 'one "two"' },
  'an id of nought': { ...call('modern__echo', { message: 'x' }), id: 0 },
  'a tool of the platform': call('list_labels', {}),
  'a refusal of the platform': call('get_client', { client_id: 'cli_unknown' }),
  'results that only the SDK can write': call('modern__link'),
  'results of any form': call('odd__say', { result: { content: [{ type: 'text', text: 'x' }] } }),
  'results that ask for input': call('modern__ask_name'),
  'a tool that is not there': call('modern__nothing', {}),
}

const text = { type: 'text', text: 'x' }
const content = [text]

/** What an upstream may answer. */
const results: Json[] = [
  { content: [] },
  {},
  { content, isError: false },
  { isError: true, content },
  { content, structuredContent: { b: 1, a: [1, { c: null }], 2: 'two', 1: 'one' } },
  { structuredContent: { a: 1 } },
  { structuredContent: [1, 2], content },
  { structuredContent: null, content },
  { structuredContent: 'text', content },
  { structuredContent: JSON.parse('{"__proto__":{"x":1},"a":{"__proto__":1}}'), content },
  { content, _meta: {} },
  { _meta: { b: 1, a: { c: 2 } }, content },
  { content, _meta: { 'io.modelcontextprotocol/serverInfo': { version: '1', name: 'odd' } } },
  {
    content,
    _meta: { z: 1, 'io.modelcontextprotocol/serverInfo': { version: '1', title: 't', name: 'odd', x: 1 } },
  },
  { content, _meta: { 'io.modelcontextprotocol/serverInfo': 'odd' } },
  { content, _meta: { 'io.modelcontextprotocol/other': 1 } },
  { content, _meta: { progressToken: 'p' } },
  { content, _meta: JSON.parse('{"__proto__":1}') },
  { content, _meta: null },
  { content, extra: 'x' },
  { content, resultType: 'complete' },
  { content, resultType: 'odd' },
  { content: [{ text: 'x', type: 'text' }] },
  { content: [{ type: 'text', text: 'x', annotations: { audience: ['user'], priority: 1 } }] },
  { content: [{ type: 'text', text: 'x', _meta: { a: 1 } }] },
  { content: [{ type: 'text', text: 'x', extra: 1 }] },
  { content: [{ type: 'text', text: 1 }] },
  { content: [{ type: 'image', data: 'aGk=', mimeType: 'image/png' }] },
  { content: [{ type: 'audio', mimeType: 'audio/wav', data: 'aGk=' }] },
  { content: [{ type: 'resource', resource: { uri: 'a://b', text: 'x' } }] },
  { content: [{ type: 'resource_link', name: 'n', uri: 'a://b' }] },
  { content: [{ type: 'unknown' }] },
  { content: [text, 'x'] },
  { content: 'x' },
]

/** Calls that the SDK must see, because they are out of the ordinary. */
const unusual: Record<string, Case> = {
  'arguments that are no object': call('modern__echo', ['x']),
  'arguments that are null': call('modern__echo', null),
  'a prototype among the arguments': call('modern__echo', JSON.parse('{"message":"m","__proto__":{"x":1}}')),
  'an id that is no whole number': { ...call('modern__echo', { message: 'x' }), id: 1.5 },
  'an id of null': { ...call('modern__echo', { message: 'x' }), id: null },
  'more members than JSON-RPC has': { ...call('modern__echo', { message: 'x' }), more: { extra: true } },
  'another version of JSON-RPC': { ...call('modern__echo', { message: 'x' }), more: { jsonrpc: '1.0' } },
  'parameters of other revisions': call('modern__echo', { message: 'x' }, { task: { ttl: 1 } }),
  'metadata that is deep': call('modern__echo', { message: 'x' }, { _meta: { a: { b: 1 } } }),
  'a name that is none': call(7 as unknown as string, {}),
  'a progress token that is none': call('modern__echo', { message: 'x' }, { _meta: { progressToken: {} } }),
}

/** An upstream that answers what it is told to. */
function startOddServer() {
  const tool = { name: 'say', inputSchema: { type: 'object' }, annotations: { readOnlyHint: true } }
  return listenOnLoopback(async (request, response) => {
    const message = (await json(request)) as Message
    const { result } = (message.params?.['arguments'] ?? {}) as { result?: unknown }
    const answer =
      message.method === 'tools/call'
        ? { jsonrpc: '2.0', id: message.id, result }
        : plainAnswer(message, [tool])
    response.writeHead(answer ? 200 : 202, { 'content-type': 'application/json' })
    response.end(answer ? JSON.stringify(answer) : undefined)
  })
}

describe.each(['legacy', 'modern'] as const)('the fast lane of %s clients', (era) => {
  let gateway: Gateway
  let modern: ModernServer
  let legacy: LegacyServer
  let odd: Listening
  let agent: TestAgent
  let forms = 0

  beforeAll(async () => {
    ;[modern, legacy, odd] = await Promise.all([startModernServer(), startLegacyServer(), startOddServer()])
    gateway = await startGateway()
    await gateway.add('Modern', modern.url)
    await gateway.add('Legacy', legacy.url)
    await gateway.add('Odd', `${odd.origin}/mcp`)
    agent = await gateway.agent('Fast', ['modern', 'legacy', 'odd'])
    const { version } = (await gateway.owner.get(`/agents/${agent.id}`)).body as { version: number }
    await gateway.owner.patch(`/agents/${agent.id}`, { version, platform_tools: 'on' })
  })
  afterAll(async () => {
    await gateway?.close()
    await Promise.all([modern?.close(), legacy?.close(), odd?.close()])
  })

  const messageOf = ({ params, id = 1, more = {} }: Case) => {
    const { _meta = {}, ...rest } = params as { _meta?: Json }
    const meta = era === 'modern' ? { ...envelope, ..._meta } : _meta
    const all = Object.keys(meta).length > 0 ? { ...rest, _meta: meta } : rest
    return { jsonrpc: '2.0', id, method: 'tools/call', params: all, ...more }
  }
  const headersOf = ({ params }: Case, accept: string): Record<string, string> => ({
    accept,
    'content-type': 'application/json',
    ...(era === 'legacy'
      ? { 'mcp-protocol-version': '2025-11-25' }
      : {
          'mcp-protocol-version': '2026-07-28',
          'mcp-method': 'tools/call',
          'mcp-name': String(params['name']),
        }),
  })
  /** What the same request is answered the first time, when the SDK must see its form, and twice after that. */
  const answersTo = async (one: Case) => {
    const accept = `application/json, text/event-stream, text/x-${forms++}`
    // A call that any form is known by: its own answer may be one that the SDK refuses.
    const known = call('modern__echo', { message: 'first' })
    const send = async (request: Case, of = accept) => {
      const response = await agent.post(messageOf(request), headersOf(request, of))
      const headers = Object.fromEntries(response.headers)
      for (const name of ['date', 'connection', 'content-length', 'keep-alive', 'transfer-encoding'])
        delete headers[name]
      delete headers['x-request-id']
      return { status: response.status, headers, body: await response.text() }
    }
    const bySdk = await send(one, `${accept}, text/sdk`)
    await send(known)
    return { bySdk, later: [await send(one), await send(one)] }
  }

  it.each(Object.entries(plain))('DESIGN 5: answers %s byte for byte as the SDK does', async (_name, one) => {
    expect(readPlainCall(new Headers(headersOf(one, 'x/y')), messageOf(one))).toBeDefined()
    const { bySdk, later } = await answersTo(one)
    expect(bySdk.body).not.toBe('')
    for (const answer of later) expect(answer).toEqual(bySdk)
  })

  it.each(results.map((result) => [JSON.stringify(result), result] as const))(
    'DESIGN 5: passes on %s byte for byte as the SDK does',
    async (_name, result) => {
      const { bySdk, later } = await answersTo(call('odd__say', { result }))
      for (const answer of later) expect(answer).toEqual(bySdk)
    },
  )

  it.each(Object.entries(unusual))('DESIGN 5: leaves %s to the SDK', async (_name, one) => {
    expect(readPlainCall(new Headers(headersOf(one, 'x/y')), messageOf(one))).toBeUndefined()
    const { bySdk, later } = await answersTo(one)
    for (const answer of later) expect(answer).toEqual(bySdk)
  })

  it('DESIGN 5: takes no request of a form that the SDK refuses, however often it comes', async () => {
    const one = call('modern__echo', { message: 'x' })
    for (const accept of ['text/html', 'text/event-stream'])
      for (let time = 0; time < 3; time++) {
        const response = await agent.post(messageOf(one), {
          ...headersOf(one, accept),
          'mcp-protocol-version': '1999-01-01',
        })
        expect(response.status).toBeGreaterThanOrEqual(400)
      }
  })

  it('reports progress, late and early, on a call that began in the fast lane', async () => {
    const slow = call('modern__slow', { ms: 200 }, { _meta: { progressToken: 'p' } })
    for (let time = 0; time < 2; time++) {
      const response = await agent.post(
        messageOf(slow),
        headersOf(slow, 'application/json, text/event-stream'),
      )
      const body = await response.text()
      expect(body.match(/notifications\/progress/g)).toHaveLength(4)
      expect(body).toContain('Done at last.')
    }
  })

  it('begins to answer a call that takes its time, and calls its upstream once', async () => {
    const before = modern.traces.slow.started
    const slow = call('modern__slow', { ms: 1600 })
    const response = await agent.post(messageOf(slow), headersOf(slow, 'application/json, text/event-stream'))
    expect(await response.text()).toContain('Done at last.')
    expect(modern.traces.slow.started - before).toBe(1)
  })

  it('ends the call upstream when its client leaves', async () => {
    const { cancelled } = modern.traces.slow
    const slow = call('modern__slow', { ms: 2500 })
    const leaving = new AbortController()
    const left = fetch(agent.endpoint, {
      method: 'POST',
      headers: {
        ...headersOf(slow, 'application/json, text/event-stream'),
        authorization: `Bearer ${agent.secret}`,
      },
      body: JSON.stringify(messageOf(slow)),
      signal: leaving.signal,
    })
    setTimeout(() => leaving.abort(), 200)
    await expect(left).rejects.toThrow('abort')
    await expect.poll(() => modern.traces.slow.cancelled, { timeout: 2000 }).toBe(cancelled + 1)
  })
})
