import { once } from 'node:events'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { SafeFetchInit } from '../../src/net/safe-fetch.ts'
import type { Shortcut } from '../../src/net/short-answer.ts'
import { httpUpstream, openDoor, rawUpstream } from './loopback.ts'

/** Takes the first line of an event stream for the whole when it begins with `whole`. */
const shortcut: Shortcut = (beginning) =>
  beginning.startsWith('data: whole') ? { type: 'application/json', text: '{"short":true}' } : undefined

function post(more: SafeFetchInit = {}): SafeFetchInit {
  return { method: 'POST', body: '{}', shortcut, ...more }
}

const failureOf = (work: Promise<Response>) =>
  work.then((answer) => answer.text()).catch((error: unknown) => error)

describe('the door outward: answers that are expected to be short', () => {
  it('hands over status, headers and body as for any other request', async () => {
    const upstream = await httpUpstream((_request, response) =>
      response
        .writeHead(201, 'Made', {
          'content-type': 'application/json',
          'x-one': 'é',
          'set-cookie': ['a=1', 'b=2'],
        })
        .end('{"é":"😀"}'),
    )
    const { fetch } = openDoor()
    const [short, long] = [
      await fetch(upstream.origin, post()),
      await fetch(upstream.origin, { method: 'POST', body: '{}' }),
    ]
    const seen = async (answer: Response) => ({
      status: answer.status,
      statusText: answer.statusText,
      url: answer.url,
      redirected: answer.redirected,
      headers: Object.fromEntries([...answer.headers].filter(([name]) => name !== 'date')),
      cookies: answer.headers.getSetCookie(),
      body: await answer.text(),
    })
    expect(await seen(short)).toEqual(await seen(long))
    expect(await (await fetch(upstream.origin, post())).json()).toEqual({ é: '😀' })
  })

  it.each([204, 205, 304])('has no body with %i', async (status) => {
    const upstream = await httpUpstream((_request, response) => response.writeHead(status).end())
    const answer = await openDoor().fetch(upstream.origin, post({ redirects: 'none' }))
    expect({ status: answer.status, body: await answer.text() }).toEqual({ status, body: '' })
  })

  it.each([
    ['gzip', gzipSync('{"packed":1}')],
    ['deflate', deflateSync('{"packed":1}')],
    ['br', brotliCompressSync('{"packed":1}')],
  ])('unpacks %s', async (encoding, body) => {
    const upstream = await httpUpstream((_request, response) =>
      response.setHeader('content-encoding', encoding).end(body),
    )
    expect(await (await openDoor().fetch(upstream.origin, post())).json()).toEqual({ packed: 1 })
  })

  it('stops a bomb, and what is packed in a way that nobody asked for', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024))
    const upstream = await httpUpstream((request, response) =>
      response.setHeader('content-encoding', request.url === '/odd' ? 'odd' : 'gzip').end(bomb),
    )
    const { fetch } = openDoor()
    expect(await failureOf(fetch(upstream.origin, post({ limits: { maxBody: 1024 } })))).toMatchObject({
      kind: 'too_large',
    })
    expect(await failureOf(fetch(`${upstream.origin}/odd`, post()))).toMatchObject({ kind: 'protocol' })
  })

  it('stops a body that is too large, endless or too slow', async () => {
    const upstream = await httpUpstream((request, response) => {
      if (request.url === '/large') return response.end('x'.repeat(2000))
      response.write('x')
      return undefined
    })
    const { fetch } = openDoor()
    const limits = { maxBody: 1000, wholeBodyTimeout: 100, headersTimeout: 1000 }
    expect(await failureOf(fetch(`${upstream.origin}/large`, post({ limits })))).toMatchObject({
      kind: 'too_large',
    })
    expect(await failureOf(fetch(`${upstream.origin}/slow`, post({ limits })))).toMatchObject({
      kind: 'timeout',
    })
  })

  it('names an answer that breaks off, one that never begins, and one that its caller does not want any more', async () => {
    const upstream = await rawUpstream((socket) => {
      socket.once('data', (bytes) => {
        if (bytes.includes('/off')) socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc')
      })
    })
    const { fetch } = openDoor()
    expect(await failureOf(fetch(`${upstream.origin}/off`, post()))).toMatchObject({ kind: 'reset' })
    expect(await failureOf(fetch(upstream.origin, post({ limits: { headersTimeout: 100 } })))).toMatchObject({
      kind: 'timeout',
    })
    expect(await failureOf(fetch(upstream.origin, post({ signal: AbortSignal.timeout(100) })))).toMatchObject(
      { kind: 'timeout' },
    )
    const leaving = new AbortController()
    const left = failureOf(fetch(upstream.origin, post({ signal: leaving.signal })))
    leaving.abort()
    expect(await left).toMatchObject({ kind: 'aborted' })
  })

  it('follows a redirect with the same body, where that is allowed', async () => {
    const bodies: string[] = []
    const upstream = await httpUpstream((request, response) => {
      request.setEncoding('utf8').on('data', (text: string) => bodies.push(text))
      request.on('end', () =>
        request.url === '/to'
          ? response.end('there')
          : response.writeHead(307, { location: '/to' }).end('moved'),
      )
    })
    const answer = await openDoor().fetch(upstream.origin, post({ redirects: 'same-origin' }))
    expect({ text: await answer.text(), redirected: answer.redirected, bodies }).toEqual({
      text: 'there',
      redirected: true,
      bodies: ['{}', '{}'],
    })
  })

  it('passes on events that go on as they come', async () => {
    const upstream = await httpUpstream((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
      response.write('data: one\n\n')
      setTimeout(() => response.end('data: two\n\n'), 50)
    })
    const answer = await openDoor().fetch(upstream.origin, post())
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(await answer.text()).toBe('data: one\n\ndata: two\n\n')
  })

  it('takes the shortcut, and hangs up where the stream is left open behind it', async () => {
    let closed: Promise<unknown> | undefined
    const upstream = await httpUpstream((_request, response) => {
      closed = once(response, 'close')
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: whole\n\n')
    })
    const answer = await openDoor().fetch(upstream.origin, post())
    expect(answer.headers.get('content-type')).toBe('application/json')
    expect(await answer.json()).toEqual({ short: true })
    await closed
  })

  it('asks for no more of a stream than is read', async () => {
    let sent = 0
    const upstream = await httpUpstream((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const more = () => {
        do sent += 64 * 1024
        while (!response.destroyed && response.write(`data: ${'x'.repeat(64 * 1024)}\n\n`))
      }
      response.on('drain', more)
      more()
    })
    const answer = await openDoor().fetch(upstream.origin, post())
    const reader = answer.body?.getReader()
    await reader?.read()
    await new Promise((resolve) => setTimeout(resolve, 300))
    const before = sent
    expect(before).toBeLessThan(16 * 1024 * 1024)
    for (let time = 0; time < 400; time++) await reader?.read()
    await expect.poll(() => sent).toBeGreaterThan(before)
    await reader?.cancel()
  })
})
