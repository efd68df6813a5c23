import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { EventMeter } from '../../src/net/body-meters.ts'
import { NetError } from '../../src/net/net-error.ts'
import { httpUpstream, openDoor, rawUpstream } from './loopback.ts'

const MB = 1024 * 1024

/** How reading a response to its end fails. */
async function failure(response: Promise<Response>): Promise<NetError> {
  const error: unknown = await response
    .then((answer) => answer.arrayBuffer())
    .catch((reason: unknown) => reason)
  if (error instanceof NetError) return error
  throw new Error(`expected a NetError, got ${String(error)}`)
}

describe('the door outward: limits', () => {
  it.each([
    ['gzip', gzipSync(Buffer.alloc(200 * MB))],
    ['br', brotliCompressSync(Buffer.alloc(200 * MB))],
    ['zstd', zstdCompressSync(Buffer.alloc(200 * MB))],
    ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(200 * MB)))],
  ])('stops a %s bomb early, counting what is unpacked', async (encoding, bomb) => {
    expect(bomb.byteLength).toBeLessThan(MB)
    const upstream = await httpUpstream((_request, response) =>
      response.setHeader('content-encoding', encoding).end(bomb),
    )
    const { fetch } = openDoor()
    const response = await fetch(upstream.origin, { limits: { maxBody: MB } })
    let read = 0
    const error: unknown = await (async () => {
      for await (const chunk of response.body ?? []) read += chunk.byteLength
    })().catch((reason: unknown) => reason)
    expect(error).toMatchObject({ kind: 'too_large' })
    expect(read).toBeLessThanOrEqual(MB)
  })

  it('unpacks what is small enough, and names what cannot be unpacked', async () => {
    const upstream = await httpUpstream((request, response) => {
      response
        .setHeader('content-encoding', 'gzip')
        .end(request.url === '/ok' ? gzipSync('hello') : 'no gzip at all')
    })
    const { fetch } = openDoor()
    expect(await (await fetch(`${upstream.origin}/ok`, { limits: { maxBody: 5 } })).text()).toBe('hello')
    expect((await failure(fetch(`${upstream.origin}/ok`, { limits: { maxBody: 4 } }))).kind).toBe('too_large')
    expect((await failure(fetch(upstream.origin))).kind).toBe('protocol')
  })

  it('stops an endless body, and asks for no more than is read', async () => {
    let sent = 0
    const upstream = await rawUpstream((socket) => {
      const chunk = Buffer.alloc(64 * 1024, 'x')
      const more = (): void => {
        while (socket.writable && socket.write(chunk)) sent += chunk.byteLength
      }
      socket.once('data', () => {
        socket.on('drain', more).write('HTTP/1.1 200 OK\r\n\r\n')
        more()
      })
    })
    const { fetch } = openDoor()
    const response = await fetch(upstream.origin, { limits: { maxBody: 64 * MB } })
    const reader = response.body?.getReader()
    await reader?.read()
    expect(sent).toBeLessThan(32 * MB)
    const rest = (async () => {
      while (!(await reader?.read())?.done);
    })()
    await expect(rest).rejects.toMatchObject({ kind: 'too_large' })
    await vi.waitFor(() => expect(upstream.open()).toBe(0))
  })

  it('stops headers that are too large, endless, or never come', async () => {
    const large = await rawUpstream((socket) =>
      socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(70_000)}\r\n\r\n`)),
    )
    const endless = await rawUpstream((socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\n'))
      const timer = setInterval(() => socket.write(`x-${'y'.repeat(1000)}: 1\r\n`.repeat(20)), 5)
      socket.on('close', () => clearInterval(timer))
    })
    const interim = await rawUpstream((socket) => {
      const timer = setInterval(() => socket.write('HTTP/1.1 103 Early Hints\r\n\r\n'), 5)
      socket.on('close', () => clearInterval(timer))
    })
    const hangs = await rawUpstream(() => undefined)
    const { fetch } = openDoor()
    const limits = { headersTimeout: 300 }
    expect((await failure(fetch(large.origin))).kind).toBe('too_large')
    expect((await failure(fetch(endless.origin))).kind).toBe('too_large')
    expect((await failure(fetch(interim.origin, { limits }))).kind).toBe('timeout')
    const error = await failure(fetch(`${hangs.origin}/path?secret`, { limits }))
    expect(error.message).toBe(`127.0.0.1:${hangs.port} did not answer within 0.3 s.`)
    for (const upstream of [large, endless, interim, hangs])
      await vi.waitFor(() => expect(upstream.open()).toBe(0))
  })

  it('stops a body that stands still, and one that only drips', async () => {
    const head = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nx'
    const still = await rawUpstream((socket) => socket.once('data', () => socket.write(head)))
    const drips = await rawUpstream((socket) => {
      socket.once('data', () => socket.write(head))
      const timer = setInterval(() => socket.write('x'), 20)
      socket.on('close', () => clearInterval(timer))
    })
    const { fetch } = openDoor()
    const stalled = await failure(fetch(still.origin, { limits: { bodyTimeout: 200 } }))
    expect(stalled).toMatchObject({ kind: 'timeout', message: expect.stringContaining('sent nothing more') })
    const slow = await failure(fetch(drips.origin, { limits: { bodyTimeout: 1000, wholeBodyTimeout: 300 } }))
    expect(slow).toMatchObject({ kind: 'timeout', message: expect.stringContaining('did not finish') })
    for (const upstream of [still, drips]) await vi.waitFor(() => expect(upstream.open()).toBe(0))
  })

  it('frees the socket of an answer that nobody reads', async () => {
    const upstream = await httpUpstream((_request, response) => response.write('x'))
    const { fetch } = openDoor()
    await fetch(upstream.origin, { limits: { wholeBodyTimeout: 200 } })
    await vi.waitFor(() => expect(upstream.open()).toBe(0))
  })

  it('limits one event of a stream, not the stream, unless asked to', async () => {
    const upstream = await httpUpstream((request, response) => {
      response.setHeader('content-type', 'text/event-stream; charset=utf-8')
      const event = `data: ${'x'.repeat(1000)}\n`
      response.end(request.url === '/one' ? event.repeat(100) : `${event}\n`.repeat(100))
    })
    const { fetch } = openDoor()
    const limits = { maxEvent: 2000, maxBody: 10 }
    expect((await (await fetch(`${upstream.origin}/many`, { limits })).text()).length).toBe(100_800)
    expect((await failure(fetch(`${upstream.origin}/one`, { limits }))).message).toContain(
      'an event of more than 2000 bytes',
    )
    expect((await failure(fetch(`${upstream.origin}/many`, { limits: { maxStream: 5000 } }))).kind).toBe(
      'too_large',
    )
  })

  it('leaves a silent event stream open, unless asked to', async () => {
    const upstream = await httpUpstream((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': hi\n\n')
      setTimeout(() => response.end('data: 1\n\n'), 400)
    })
    const { fetch } = openDoor()
    expect(
      await (await fetch(upstream.origin, { limits: { bodyTimeout: 50, wholeBodyTimeout: 50 } })).text(),
    ).toContain('data: 1')
    expect((await failure(fetch(upstream.origin, { limits: { eventTimeout: 50 } }))).kind).toBe('timeout')
  })

  it('counts an event from one blank line to the next, however lines end and chunks fall', () => {
    const end = fc.constantFrom('\n', '\r', '\r\n')
    const stream = fc.tuple(
      end,
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }),
      fc.integer({ min: 1, max: 40 }),
    )
    fc.assert(
      fc.property(stream, ([eol, sizes, step]) => {
        const bytes = Buffer.from(sizes.map((size) => `${'x'.repeat(size)}${eol}${eol}`).join(''))
        const limit = Math.max(...sizes) + 1
        const run = (meter: EventMeter) => {
          for (let at = 0; at < bytes.length; at += step) {
            const excess = meter.add(bytes.subarray(at, at + step))
            if (excess !== undefined) return excess
          }
          return undefined
        }
        expect(run(new EventMeter(limit + 1, 0))).toBeUndefined()
        expect(run(new EventMeter(limit - 1, 0))).toContain('an event of more than')
      }),
    )
  })
})

describe('the door outward: giving up', () => {
  it('frees the socket before and after the headers, and says aborted', async () => {
    const hangs = await rawUpstream(() => undefined)
    const streams = await httpUpstream((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n')
    })
    const { fetch } = openDoor()
    const early = new AbortController()
    const waiting = failure(fetch(hangs.origin, { signal: early.signal }))
    await vi.waitFor(() => expect(hangs.open()).toBe(1))
    early.abort(new Error('token=s3cret'))
    expect(await waiting).toMatchObject({ kind: 'aborted', name: 'AbortError' })
    expect((await waiting).message).not.toContain('s3cret')
    const late = new AbortController()
    const response = await fetch(streams.origin, { signal: late.signal })
    const reading = response.text().catch((reason: unknown) => reason)
    late.abort()
    expect(await reading).toMatchObject({ kind: 'aborted' })
    const cancelled = await fetch(streams.origin)
    await cancelled.body?.cancel()
    for (const upstream of [hangs, streams]) await vi.waitFor(() => expect(upstream.open()).toBe(0))
  })

  it('tells a deadline from a change of mind, and never starts when it is too late', async () => {
    const hangs = await rawUpstream(() => undefined)
    const { fetch } = openDoor()
    expect((await failure(fetch(hangs.origin, { signal: AbortSignal.timeout(50) }))).kind).toBe('timeout')
    expect((await failure(fetch(hangs.origin, { signal: AbortSignal.abort() }))).kind).toBe('aborted')
    await vi.waitFor(() => expect(hangs.open()).toBe(0))
  })

  it('keeps connections for the next request, within bounds, and ends all when it closes', async () => {
    const seen = new Set<number | undefined>()
    let waiting = 0
    const upstream = await httpUpstream((request, response) => {
      seen.add(request.socket.remotePort)
      if (request.url !== '/hang') response.end('ok')
      else waiting++
    })
    const door = openDoor('127.0.0.1', { connectionsPerOrigin: 2 })
    for (let round = 0; round < 5; round++) await (await door.fetch(upstream.origin)).text()
    // One more than one, because a socket is free again a moment after its answer has been read.
    expect(seen.size).toBeLessThanOrEqual(2)
    const hanging = Array.from({ length: 5 }, () => failure(door.fetch(`${upstream.origin}/hang`)))
    await vi.waitFor(() => expect(waiting).toBe(2))
    expect(upstream.open()).toBe(2)
    await door.close()
    expect((await Promise.all(hanging)).map((error) => error.kind)).toEqual(
      Array.from({ length: 5 }, () => 'aborted'),
    )
    await vi.waitFor(() => expect(upstream.open()).toBe(0))
  })
})
