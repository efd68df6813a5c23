import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startAdapter } from '../../conformance/adapter.ts'
import { type ModernServer, startModernServer } from '../upstreams/modern-server.ts'
import { connectSdk1, connectSdk2 } from '../upstreams/sdk-clients.ts'

let server: ModernServer
let adapter: Awaited<ReturnType<typeof startAdapter>>
beforeEach(async () => {
  server = await startModernServer()
  for (const tool of server.offer.tools)
    tool.definition = { ...tool.definition, name: `ref__${tool.definition.name}` }
  adapter = await startAdapter({ endpoint: server.url, key: 'the-key', prefix: 'ref__' })
})
afterEach(async () => {
  await adapter.close()
  await server.close()
})

describe('the conformance adapter', () => {
  it('lets both SDKs use plain names, and adds the key to every request', async () => {
    for (const client of [await connectSdk1({ url: adapter.url }), await connectSdk2({ url: adapter.url })]) {
      const { tools } = await client.listTools()
      expect(tools.map(({ name }) => name)).toContain('echo')
      expect(await client.callTool({ name: 'echo', arguments: { message: 'hi' } })).toMatchObject({
        content: [{ text: 'hi' }],
      })
      await client.close()
    }
    expect(server.seen.without('authorization', 'Bearer the-key')).toEqual([])
    expect(server.seen.of('tools/call').at(-1)?.headers['mcp-name']).toBe('ref__echo')
  })

  it('passes a foreign Origin, and maps its own address to the one behind it', async () => {
    const body = '{"jsonrpc":"2.0","id":1,"method":"ping"}'
    const post = (origin: string) => fetch(adapter.url, { method: 'POST', body, headers: { origin } })
    await post('http://evil.example')
    await post(new URL(adapter.url).origin)
    const [foreign, own] = server.seen.all
    expect(foreign?.headers).toMatchObject({ origin: 'http://evil.example', host: new URL(server.url).host })
    expect(own?.headers['origin']).toBe(new URL(server.url).origin)
  })

  it('passes progress while a call runs, and its cancellation', async () => {
    const client = await connectSdk2({ url: adapter.url })
    const onprogress = vi.fn()
    await client.callTool({ name: 'slow', arguments: { ms: 20 } }, { onprogress })
    expect(onprogress).toHaveBeenCalledTimes(4)
    const abort = new AbortController()
    const call = client.callTool({ name: 'slow', arguments: { ms: 60_000 } }, { signal: abort.signal })
    await vi.waitFor(() => expect(server.traces.slow.started).toBe(2))
    abort.abort()
    await expect(call).rejects.toThrow()
    await vi.waitFor(() => expect(server.traces.slow.cancelled).toBe(1))
    await client.close()
  })
})
