import type { Client } from '@modelcontextprotocol/client'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ModernServer, startModernServer } from './modern-server.ts'
import { define, text } from './modern-tools.ts'
import { connectSdk1, connectSdk2 } from './sdk-clients.ts'

let server: ModernServer
let client: Client
beforeEach(async () => {
  server = await startModernServer()
  client = await connectSdk2({ url: server.url, headers: { 'x-team': 'blue' } })
})
afterEach(async () => {
  await client.close()
  await server.close()
})

describe('the 2026-07-28 upstream, with SDK 2.x', () => {
  it('speaks the new era and runs its tools', async () => {
    expect(client.getProtocolEra()).toBe('modern')
    const { tools } = await client.listTools()
    expect(tools.map((tool) => tool.name)).toContain('delete_note')
    const sum = await client.callTool({ name: 'add', arguments: { a: 2, b: 3 } })
    expect(sum.structuredContent).toEqual({ sum: 5 })
    await client.callTool({ name: 'write_note', arguments: { text: 'milk' } })
    expect(server.traces.writes).toEqual(['milk'])
  })

  it('reports progress, and notices that a call was cancelled', async () => {
    const progress: number[] = []
    const onprogress = (step: { progress: number }) => void progress.push(step.progress)
    await client.callTool({ name: 'slow', arguments: { ms: 20 } }, { onprogress })
    expect(progress).toEqual([1, 2, 3, 4])
    const abort = new AbortController()
    const call = client.callTool({ name: 'slow', arguments: { ms: 60_000 } }, { signal: abort.signal })
    await vi.waitFor(() => expect(server.traces.slow.started).toBe(2))
    abort.abort()
    await expect(call).rejects.toThrow()
    await vi.waitFor(() => expect(server.traces.slow.cancelled).toBe(1))
  })

  it('asks for a name in the middle of a call', async () => {
    client.setRequestHandler('elicitation/create', async () => ({
      action: 'accept' as const,
      content: { name: 'Ada' },
    }))
    const greeting = await client.callTool({ name: 'ask_name', arguments: {} })
    expect(greeting.content).toEqual([{ type: 'text', text: 'Hello, Ada.' }])
  })

  it('passes _meta, headers, links and failures', async () => {
    const meta = await client.callTool({ name: 'with_meta', arguments: {}, _meta: { 'example.com/a': 1 } })
    expect(meta._meta).toMatchObject({ 'example.com/result': 'kept' })
    expect(JSON.stringify(meta.content)).toContain('example.com/a')
    const seen = await client.callTool({ name: 'whoami', arguments: {} })
    expect(JSON.stringify(seen.content)).toContain('blue')
    expect((await client.callTool({ name: 'link', arguments: {} })).content).toMatchObject([
      { type: 'resource_link' },
    ])
    expect((await client.callTool({ name: 'fail', arguments: {} })).isError).toBe(true)
    expect(server.seen.without('x-team', 'blue')).toEqual([])
  })

  it('offers resources, a template, prompts and completion', async () => {
    expect((await client.listResources()).resources).toHaveLength(3)
    expect((await client.readResource({ uri: 'note://by-day/monday' })).contents).toMatchObject([
      { text: 'The note of monday.' },
    ])
    const prompt = await client.getPrompt({ name: 'rewrite', arguments: { note: 'first', mood: 'grave' } })
    expect(JSON.stringify(prompt.messages)).toContain('grave')
    const ref = { type: 'ref/prompt' as const, name: 'rewrite' }
    const { completion } = await client.complete({ ref, argument: { name: 'mood', value: 'c' } })
    expect(completion.values).toEqual(['calm', 'cheerful'])
  })

  it('tells subscribers that its tools have changed', async () => {
    const changed = vi.fn()
    client.setNotificationHandler('notifications/tools/list_changed', changed)
    await client.listen({ toolsListChanged: true })
    server.addTool({ definition: define('new_one', 'New.', {}), call: async () => text('new') })
    server.changeTool('echo', { description: 'Changed.' })
    await server.announce('tools')
    await vi.waitFor(() => expect(changed).toHaveBeenCalled())
    const { tools } = await client.listTools()
    expect(tools.find((tool) => tool.name === 'echo')?.description).toBe('Changed.')
    expect(tools.map((tool) => tool.name)).toContain('new_one')
  })

  it('wants a header once it is told to', async () => {
    server.requireHeader({ name: 'x-key', value: 'secret' })
    await expect(connectSdk2({ url: server.url })).rejects.toThrow()
    const allowed = await connectSdk2({ url: server.url, headers: { 'x-key': 'secret' } })
    await allowed.close()
  })
})

describe('the 2026-07-28 upstream, with SDK 1.x', () => {
  it('serves a session, pushes changes and forgets sessions', async () => {
    const old = await connectSdk1({ url: server.url })
    expect(server.sessions.opened).toBe(1)
    expect(await old.callTool({ name: 'echo', arguments: { message: 'hi' } })).toMatchObject({
      content: [{ text: 'hi' }],
    })
    await server.sessions.forget()
    await expect(old.callTool({ name: 'echo', arguments: { message: 'hi' } })).rejects.toThrow(
      /404|not found/i,
    )
    await old.close()
  })

  it('is refused by a server that speaks 2026-07-28 only', async () => {
    const strict = await startModernServer({ legacy: false })
    await expect(connectSdk1({ url: strict.url })).rejects.toThrow()
    await strict.close()
  })

  it('gives its lists page by page', async () => {
    const paged = await startModernServer({ pageSize: 3 })
    const old = await connectSdk1({ url: paged.url })
    const first = await old.listTools()
    expect(first.tools).toHaveLength(3)
    const second = await old.listTools({ cursor: first.nextCursor })
    expect(second.tools[0]?.name).not.toBe(first.tools[0]?.name)
    await old.close()
    await paged.close()
  })
})
