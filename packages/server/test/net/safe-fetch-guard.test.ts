import { createServer as createTlsServer } from 'node:tls'
import { describe, expect, it } from 'vitest'
import { NetError } from '../../src/net/net-error.ts'
import type { LookupHost } from '../../src/net/resolve-host.ts'
import type { SafeFetch, SafeFetchInit } from '../../src/net/safe-fetch.ts'
import { closedPort, httpUpstream, listen, openDoor, rawUpstream } from './loopback.ts'

/** The failure of a request that must fail. */
async function failure(fetch: SafeFetch, url: string, init?: SafeFetchInit): Promise<NetError> {
  const error: unknown = await fetch(url, init).then(
    (response) => response.text(),
    (reason: unknown) => reason,
  )
  if (error instanceof NetError) return error
  throw new Error(`expected a NetError, got ${String(error)}`)
}

const nobody = () => Promise.reject(Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }))

describe('the door outward: addresses', () => {
  it('CUS-17: refuses loopback by address and by name, and no byte goes out', async () => {
    let connections = 0
    const upstream = await rawUpstream(() => connections++)
    const { fetch } = openDoor('')
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '0.0.0.0']) {
      const error = await failure(fetch, `http://${host}:${upstream.port}/secret-path?k=v`)
      expect({ host, kind: error.kind }).toEqual({ host, kind: 'blocked_address' })
      expect(error.message).toContain('JACKFIELD_ALLOWED_HOSTS')
      expect(error.message).not.toMatch(/secret-path|k=v/)
    }
    expect(connections).toBe(0)
  })

  it('CUS-17: refuses a name that the check knew as public when DNS changes its mind at connect', async () => {
    let connections = 0
    const upstream = await rawUpstream(() => connections++)
    const answers = [
      ['93.184.215.14'],
      ['127.0.0.1'],
      ['127.0.0.1', '::1'],
      ['not an address'],
      ['::ffff:7f00:1'],
    ]
    const lookup: LookupHost = async () => answers.shift() ?? []
    const { fetch } = openDoor('', { lookup })
    expect(await lookup('rebind.example')).toEqual(['93.184.215.14'])
    for (let round = 0; round < 4; round++) {
      const error = await failure(fetch, `http://rebind.example:${upstream.port}/`)
      expect(error.kind).toBe('blocked_address')
    }
    expect(answers).toEqual([])
    expect(connections).toBe(0)
  })

  it('CUS-17: connects to the very addresses that were judged, leaving refused ones out', async () => {
    const upstream = await httpUpstream((request, response) => response.end(request.headers.host))
    let looked = 0
    const lookup: LookupHost = async () => {
      looked++
      return ['10.255.255.1', '127.0.0.1']
    }
    const { fetch } = openDoor('127.0.0.1', { lookup })
    const response = await fetch(`http://mcp.example:${upstream.port}/`)
    expect(await response.text()).toBe(`mcp.example:${upstream.port}`)
    expect(looked).toBe(1)
  })

  it('CUS-17: tries the next address of a name when one refuses', async () => {
    const upstream = await httpUpstream((_request, response) => response.end('ok'))
    const { fetch } = openDoor('127.0.0.0/8 ::1', { lookup: async () => ['::1', '127.0.0.1'] })
    expect(await (await fetch(`http://dual.example:${upstream.port}/`)).text()).toBe('ok')
  })

  it('CUS-17: an allowed name may resolve to anything, on the allowed port only', async () => {
    const upstream = await httpUpstream((_request, response) => response.end('ok'))
    const other = await httpUpstream((_request, response) => response.end('no'))
    const { fetch } = openDoor(`mcp.internal:${upstream.port}`, { lookup: async () => ['127.0.0.1'] })
    expect(await (await fetch(`http://mcp.internal:${upstream.port}/`)).text()).toBe('ok')
    expect((await failure(fetch, `http://mcp.internal:${other.port}/`)).kind).toBe('blocked_address')
  })
})

describe('the door outward: named failures', () => {
  it('CUS-20: dns', async () => {
    const { fetch } = openDoor('', { lookup: nobody })
    const error = await failure(fetch, 'https://nowhere.example/path?token=x')
    expect(error).toMatchObject({ kind: 'dns', host: 'nowhere.example' })
    expect(error.message).toBe('nowhere.example cannot be found: its name does not resolve.')
  })

  it('CUS-20: refused', async () => {
    const { fetch } = openDoor('127.0.0.1 ::1', { lookup: async () => ['127.0.0.1', '::1'] })
    const port = await closedPort()
    expect((await failure(fetch, `http://127.0.0.1:${port}/`)).message).toBe(
      `127.0.0.1:${port} refuses the connection.`,
    )
    expect((await failure(fetch, `http://two.example:${port}/`)).kind).toBe('refused')
  })

  it('CUS-20: tls, when the server speaks plain HTTP or has no certificate', async () => {
    const plain = await httpUpstream((_request, response) => response.end())
    const bare = await listen(createTlsServer({}))
    const { fetch } = openDoor()
    const error = await failure(fetch, `https://127.0.0.1:${plain.port}/`)
    expect(error).toMatchObject({ kind: 'tls' })
    expect(error.message).toContain('does not speak TLS')
    expect((await failure(fetch, `https://127.0.0.1:${bare.port}/`)).kind).toBe('tls')
  })

  it('CUS-20: reset, protocol, scheme, reserved port', async () => {
    const hangsUp = await rawUpstream((socket) => socket.once('data', () => socket.destroy()))
    const babbles = await rawUpstream((socket) =>
      socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n\r\n')),
    )
    const strange = await rawUpstream((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 999 x\r\ncontent-length: 0\r\n\r\n')),
    )
    const { fetch } = openDoor()
    expect((await failure(fetch, hangsUp.origin)).kind).toBe('reset')
    expect((await failure(fetch, babbles.origin)).kind).toBe('protocol')
    expect((await failure(fetch, strange.origin)).kind).toBe('protocol')
    expect((await failure(fetch, 'file:///etc/passwd')).kind).toBe('scheme')
    expect((await failure(fetch, 'http://127.0.0.1:6667/')).kind).toBe('blocked_address')
  })

  it('SEC-16: a header that cannot be sent fails without its value in the message', async () => {
    const { fetch } = openDoor()
    const error = await failure(fetch, 'http://127.0.0.1:1/', {
      headers: { authorization: 'Bearer s3cret\u0000' },
    })
    expect(error.kind).toBe('protocol')
    expect(`${error.message} ${String(error.cause)}`).not.toContain('s3cret')
  })
})
