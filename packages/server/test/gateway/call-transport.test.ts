import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { FetchLike, JSONRPCRequest } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CallTransport } from '../../src/connectors/call-transport.ts'
import { openDoor } from '../net/loopback.ts'
import { listenOnLoopback } from '../upstreams/listen-on-loopback.ts'
import type { Listening } from '../upstreams/listen-on-loopback.ts'

/** How the upstream answers one call; `ID` stands for the call's id. */
interface Reply {
  status?: number
  headers?: Record<string, string>
  body?: string
  /** Messages that come in events, which are read after the call has been sent. */
  events?: number
}

const json = { 'content-type': 'application/json' }
const events = { 'content-type': 'text/event-stream' }
const result = '{"content":[{"type":"text","text":"é"}]}'
const answered = `{"jsonrpc":"2.0","id":ID,"result":${result}}`
const notice = '{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1,"progress":1}}'

const aResult: Reply = { headers: json, body: answered }

/** Answers that are as good as the result that they hold. */
const plain: Record<string, Reply> = {
  'a result': aResult,
  'a result with a character set': {
    headers: { 'content-type': 'Application/JSON; charset=utf-8' },
    body: answered,
  },
  'a result of 2026-07-28': {
    headers: json,
    body: '{"id":ID,"result":{"resultType":"complete","content":[],"isError":true},"jsonrpc":"2.0"}',
  },
  'an event that holds the result': { headers: events, body: `event: message\ndata: ${answered}\n\n` },
}

/** Answers that the SDK must look at. */
const others: Record<string, Reply> = {
  'an error': { headers: json, body: '{"jsonrpc":"2.0","id":ID,"error":{"code":-32602,"message":"No."}}' },
  'an error with status 400': {
    status: 400,
    headers: json,
    body: '{"jsonrpc":"2.0","id":ID,"error":{"code":-32020,"message":"Other headers."}}',
  },
  'another id': { headers: json, body: `{"jsonrpc":"2.0","id":"other","result":${result}}` },
  'an id that is a text': { headers: json, body: `{"jsonrpc":"2.0","id":"ID","result":${result}}` },
  'another version': { headers: json, body: `{"jsonrpc":"1.0","id":ID,"result":${result}}` },
  'more members': { headers: json, body: `{"jsonrpc":"2.0","id":ID,"result":${result},"x":1}` },
  'a result of another form': { headers: json, body: '{"jsonrpc":"2.0","id":ID,"result":{"x":[1]}}' },
  'a result with metadata of the protocol': {
    headers: json,
    body: '{"jsonrpc":"2.0","id":ID,"result":{"content":[],"_meta":{"progressToken":{}}}}',
  },
  'a result that is none': { headers: json, body: '{"jsonrpc":"2.0","id":ID,"result":[]}' },
  'a list of responses': { headers: json, body: `[${answered}]` },
  'progress before the result': {
    headers: events,
    body: `data: ${notice}\n\ndata: ${answered}\n\n`,
    events: 2,
  },
  'text that is no JSON': { headers: json, body: '{"jsonrpc":' },
  'no text': { headers: json, body: '' },
  'another media type': { headers: { 'content-type': 'text/html' }, body: answered },
  'no media type': { body: answered },
  'nothing to say': { status: 202 },
  'another status with a result': { status: 201, headers: json, body: answered },
  'no such session': { status: 404, headers: json, body: '{}' },
  'a refused credential': { status: 401, headers: { 'www-authenticate': 'Bearer' } },
  'a failure': { status: 503, body: 'Later.' },
  'a redirect to the same server': { status: 307, headers: { location: '/again' } },
  'a redirect elsewhere': { status: 307, headers: { location: 'http://elsewhere.invalid/' } },
}

const claims = {
  legacy: {},
  modern: { _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } },
}
const posting = { method: 'POST', redirects: 'same-origin', limits: {}, shortcut: firstEvent } as const

function firstEvent(beginning: string) {
  const found = /^(?:event: message\n)?data: (.*"result".*)\n\n/.exec(beginning)?.[1]
  return found === undefined ? undefined : { type: 'application/json', text: found }
}

/** Opens a session of this name. */
function handshake(session: string): JSONRPCRequest {
  const reply: Reply = { headers: { ...json, 'mcp-session-id': session }, body: answered }
  const clientInfo = { name: 'test', version: '1' }
  const params = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo, arguments: { reply } }
  return { jsonrpc: '2.0', id: 1, method: 'initialize', params }
}

describe.each(['legacy', 'modern'] as const)('the transport of %s calls', (era) => {
  let server: Listening
  let seen: { headers: string[]; body: string }[] = []

  beforeAll(async () => {
    server = await listenOnLoopback(answer)
  })
  afterAll(() => server.close())

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    seen.push({ headers: request.rawHeaders, body })
    const { id, params } = JSON.parse(body) as { id: number; params: { arguments: { reply?: Reply } } }
    const reply = request.url === '/again' ? aResult : params.arguments.reply
    if (!reply) return
    response.writeHead(reply.status ?? 200, reply.headers)
    response.end(reply.body?.replaceAll('ID', String(id)))
  }

  const callOf = (id: number, reply?: Reply, name = 'say'): JSONRPCRequest => ({
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: { name, arguments: { reply }, ...claims[era] },
  })

  /** A transport of either kind, and what it says. */
  async function openTransport(kind: 'sdk' | 'hub') {
    const { fetch } = openDoor()
    const url = new URL(`${server.origin}/mcp?x=1`)
    const sent = { bySdk: 0 }
    const slow: FetchLike = (input, init) => {
      sent.bySdk++
      return fetch(input, { ...init, ...posting })
    }
    const ready = (headers: RequestInit['headers']) =>
      fetch.ready(url, { ...posting, headers: new Headers(headers) })
    const transport =
      kind === 'sdk'
        ? new StreamableHTTPClientTransport(url, { fetch: slow })
        : new CallTransport(url, { fetch: slow, ready }, {})
    const messages: unknown[] = []
    transport.onmessage = (message) => messages.push(message)
    transport.setProtocolVersion('2025-11-25')
    await transport.start()
    return { transport, messages, sent }
  }

  /** What one call comes to, and what the server sees of it. */
  async function outcomeOf(
    { transport, messages }: Awaited<ReturnType<typeof openTransport>>,
    reply: Reply,
    name?: string,
  ) {
    messages.splice(0)
    seen = []
    const failure = await transport.send(callOf(21, reply, name)).then(
      () => undefined,
      (error: unknown) => error,
    )
    await expect.poll(() => messages.length).toBeGreaterThanOrEqual(reply.events ?? 0)
    const { name: kind, message, cause, ...rest } = (failure ?? {}) as Error
    return {
      failure: failure && { kind, message, cause, ...rest },
      messages: JSON.stringify(messages),
      seen: [...seen],
    }
  }

  it.each(Object.entries({ ...plain, ...others }))(
    'DESIGN 5: makes of %s what the SDK does, and asks for it in the same words',
    async (_name, reply) => {
      const [sdk, hub] = [await openTransport('sdk'), await openTransport('hub')]
      const bySdk = await outcomeOf(sdk, reply)
      await hub.transport.send(callOf(11, aResult))
      expect(await outcomeOf(hub, reply)).toEqual(bySdk)
      expect(await outcomeOf(hub, reply)).toEqual(bySdk)
    },
  )

  it.each(Object.entries(plain))('takes %s past the SDK, from the second call on', async (_name, reply) => {
    const { transport, messages, sent } = await openTransport('hub')
    for (const id of [1, 2, 3]) await transport.send(callOf(id, reply))
    expect(messages).toMatchObject([{ id: 1 }, { id: 2 }, { id: 3 }])
    expect(sent.bySdk).toBe(1)
  })

  it('names another tool, revision and session in the headers, as the SDK does', async () => {
    const [sdk, hub] = [await openTransport('sdk'), await openTransport('hub')]
    const changes = ['2025-11-25', '2025-06-18', 'session one', 'session two'].flatMap((what) =>
      ['say', 'é'].map((tool) => ({ what, tool })),
    )
    for (const { what, tool } of changes) {
      for (const { transport } of [sdk, hub])
        if (what.startsWith('session')) await transport.send(handshake(what))
        else transport.setProtocolVersion(what)
      const bySdk = await outcomeOf(sdk, aResult, tool)
      if (what.startsWith('session')) expect(bySdk.seen[0]?.headers).toContain(what)
      for (let time = 0; time < 2; time++) expect(await outcomeOf(hub, aResult, tool)).toEqual(bySdk)
    }
  })

  it('leaves a call with headers of its own to the SDK', async () => {
    const { transport, sent } = await openTransport('hub')
    for (const id of [1, 2]) {
      seen = []
      await transport.send(callOf(id, aResult), { headers: { 'mcp-param-x': String(id) } })
      expect(seen[0]?.headers.join()).toContain(`mcp-param-x,${id}`)
    }
    expect(sent.bySdk).toBe(2)
  })

  it.each(['the caller', 'the end of the transport'])('is ended by %s while it waits', async (by) => {
    const { transport } = await openTransport('hub')
    await transport.send(callOf(1, aResult))
    seen = []
    const leaving = new AbortController()
    const waiting = transport
      .send(callOf(2), { requestSignal: leaving.signal })
      .catch((error: unknown) => error)
    await expect.poll(() => seen.length).toBe(1)
    if (by === 'the caller') leaving.abort()
    else await transport.close()
    expect(await waiting).toMatchObject({ kind: 'aborted' })
    expect(seen).toHaveLength(1)
  })
})
