import { afterEach, describe, expect, it } from 'vitest'
import { type HostileMode, type HostileServer, startHostileServer } from './hostile-server.ts'
import { connectSdk1, connectSdk2 } from './sdk-clients.ts'

let server: HostileServer
afterEach(() => server.close())

/** What the server says to one handshake, read for at most so many bytes. */
async function handshake({ maxBytes = 1024 * 1024, patienceMs = 10_000 } = {}): Promise<{
  status: number
  type: string | null
  bytes: number
}> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: {} })
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
  const response = await fetch(server.url, {
    method: 'POST',
    body,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMs),
  })
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    if (bytes > maxBytes) break
  }
  return { status: response.status, type: response.headers.get('content-type'), bytes }
}

describe('the hostile upstream', () => {
  it('works like any server while it is healthy, with both SDKs', async () => {
    server = await startHostileServer({ mode: 'healthy' })
    for (const client of [await connectSdk1({ url: server.url }), await connectSdk2({ url: server.url })]) {
      expect((await client.listTools()).tools).toHaveLength(3)
      expect(await client.callTool({ name: 'tool_1' })).toMatchObject({
        content: [{ text: 'called tool_1' }],
      })
      await client.close()
    }
  })

  it.each<[HostileMode, number]>([
    ['garbage', 200],
    ['garbage-json', 200],
    ['not-json-rpc', 200],
    [{ status: 401 }, 401],
    [{ status: 429, headers: { 'retry-after': '7' } }, 429],
    [{ redirectTo: 'http://127.0.0.1:9/' }, 307],
  ])('answers %j with status %i', async (mode, status) => {
    server = await startHostileServer({ mode })
    expect((await handshake()).status).toBe(status)
    await expect(connectSdk1({ url: server.url })).rejects.toThrow()
  })

  it.each<HostileMode>(['huge', 'endless', 'endless-sse', 'endless-line', 'gzip-bomb'])(
    'sends without end: %s',
    async (mode) => {
      server = await startHostileServer({ mode })
      const limit = mode === 'endless-sse' ? 1000 : 1024 * 1024
      expect((await handshake({ maxBytes: limit })).bytes).toBeGreaterThan(limit)
    },
  )

  it.each<HostileMode>(['hang', 'slow-loris', 'drop', 'drop-mid-answer', { closeAfter: 0 }])(
    'never answers: %j',
    async (mode) => {
      server = await startHostileServer({ mode })
      await expect(handshake({ patienceMs: 300 })).rejects.toThrow()
    },
  )

  it('turns hostile only when it is told to: after the handshake, or at a call', async () => {
    server = await startHostileServer({ mode: 'wrong-id', from: 'list' })
    const client = await connectSdk1({ url: server.url })
    await expect(client.listTools(undefined, { timeout: 100 })).rejects.toThrow()
    server.setMode('drop-mid-answer', 'call')
    expect((await client.listTools()).tools).toHaveLength(3)
    await expect(client.callTool({ name: 'tool_1' })).rejects.toThrow()
    await client.close()
  })

  it('lets a session expire after one call', async () => {
    server = await startHostileServer({ mode: 'session-expired' })
    const client = await connectSdk1({ url: server.url })
    await client.listTools()
    await client.callTool({ name: 'tool_1' })
    await expect(client.callTool({ name: 'tool_1' })).rejects.toThrow('404')
    await client.close()
  })

  it.each<[HostileMode, number]>([
    ['duplicate-tools', 3],
    ['many-tools', 10_000],
  ])('lists %s', async (mode, count) => {
    server = await startHostileServer({ mode })
    const client = await connectSdk1({ url: server.url })
    expect((await client.listTools()).tools).toHaveLength(count)
    await client.close()
  })

  it('lists definitions that the SDK refuses as a whole', async () => {
    server = await startHostileServer({ mode: 'hostile-tools' })
    const client = await connectSdk1({ url: server.url })
    await expect(client.listTools()).rejects.toThrow()
    await client.close()
  })
})
