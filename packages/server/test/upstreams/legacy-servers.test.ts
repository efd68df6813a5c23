import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type LegacyServer, startLegacyServer } from './legacy-server.ts'
import { connectSdk1, connectSdk2 } from './sdk-clients.ts'
import { type SseServer, startSseServer } from './sse-server.ts'

describe('the SDK 1.x upstream over Streamable HTTP', () => {
  let server: LegacyServer
  beforeEach(async () => void (server = await startLegacyServer()))
  afterEach(() => server.close())

  it('serves SDK 1.x, and SDK 2.x after its fallback', async () => {
    const one = await connectSdk1({ url: server.url })
    const two = await connectSdk2({ url: server.url })
    expect(two.getProtocolEra()).toBe('legacy')
    const call = { name: 'add', arguments: { a: 1, b: 2 } }
    expect(await one.callTool(call)).toMatchObject({ content: [{ text: '3' }] })
    expect(await two.callTool(call)).toMatchObject({ content: [{ text: '3' }] })
    expect(server.sessions()).toEqual({ opened: 2, open: 2 })
    await one.close()
    await two.close()
  })

  it('pushes list changes, and forgets its sessions', async () => {
    const client = await connectSdk1({ url: server.url })
    const changed = vi.fn()
    client.setNotificationHandler(ToolListChangedNotificationSchema, changed)
    await vi.waitFor(() => expect(server.seen.all.some(({ httpMethod }) => httpMethod === 'GET')).toBe(true))
    await server.announceTools()
    await vi.waitFor(() => expect(changed).toHaveBeenCalled())
    await server.forgetSessions()
    await expect(client.listTools()).rejects.toThrow(/not found/i)
    await client.close()
  })

  it('asks for a name in the middle of a call, and notices cancellation', async () => {
    const client = await connectSdk2({ url: server.url })
    client.setRequestHandler('elicitation/create', async () => ({
      action: 'accept' as const,
      content: { name: 'Ada' },
    }))
    expect(await client.callTool({ name: 'ask_name', arguments: {} })).toMatchObject({
      content: [{ text: 'Hello, Ada.' }],
    })
    const abort = new AbortController()
    const call = client.callTool({ name: 'slow', arguments: { ms: 60_000 } }, { signal: abort.signal })
    await vi.waitFor(() => expect(server.traces.slow.started).toBe(1))
    abort.abort()
    await expect(call).rejects.toThrow()
    await vi.waitFor(() => expect(server.traces.slow.cancelled).toBe(1))
    await client.close()
  })
})

describe('the SDK 1.x upstream over HTTP+SSE', () => {
  let server: SseServer
  beforeEach(async () => void (server = await startSseServer()))
  afterEach(() => server.close())

  it('serves both SDKs, and sees headers on the stream and on the posts', async () => {
    const address = { url: server.url, headers: { 'x-team': 'blue' }, transport: 'sse' as const }
    const one = await connectSdk1(address)
    const two = await connectSdk2(address, { versionNegotiation: { mode: 'legacy' } })
    const call = { name: 'echo', arguments: { message: 'hi' } }
    expect(await one.callTool(call)).toMatchObject({ content: [{ text: 'hi' }] })
    expect(await two.callTool(call)).toMatchObject({ content: [{ text: 'hi' }] })
    expect(server.seen.all.filter(({ httpMethod }) => httpMethod === 'GET')).toHaveLength(2)
    expect(server.seen.without('x-team', 'blue')).toEqual([])
    await one.close()
    await two.close()
  })

  it('pushes list changes, and drops its streams', async () => {
    const client = await connectSdk1({ url: server.url, transport: 'sse' })
    const changed = vi.fn()
    client.setNotificationHandler(ToolListChangedNotificationSchema, changed)
    await server.announceTools()
    await vi.waitFor(() => expect(changed).toHaveBeenCalled())
    await server.dropStreams()
    expect(server.open()).toBe(0)
    await client.close()
  })
})
