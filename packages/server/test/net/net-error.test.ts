import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { createMcpHandler, Server } from '@modelcontextprotocol/server'
import { describe, expect, it } from 'vitest'
import { classifyNetError, NetError } from '../../src/net/net-error.ts'
import type { SafeFetch } from '../../src/net/safe-fetch.ts'
import { serveOnLoopback } from '../upstreams/listen-on-loopback.ts'
import { closedPort, openDoor, rawUpstream } from './loopback.ts'

const coded = (code: string) => Object.assign(new Error('x'), { code })

describe('classifyNetError', () => {
  it.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'refused'],
    ['EHOSTUNREACH', 'refused'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['ECONNRESET', 'reset'],
    ['UND_ERR_SOCKET', 'reset'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'tls'],
    ['UNABLE_TO_GET_CRL', 'tls'],
    ['HPE_INVALID_CONSTANT', 'protocol'],
    ['UND_ERR_HEADERS_OVERFLOW', 'too_large'],
  ])('CUS-20: %s is %s, however deeply it is wrapped', (code, kind) => {
    const wrapped = new Error('outer', {
      cause: new TypeError('fetch failed', { cause: new AggregateError([coded(code)]) }),
    })
    const found = classifyNetError(wrapped, 'h.example')
    expect(found).toMatchObject({ kind, host: 'h.example' })
    expect(found?.message).toContain('h.example')
  })

  it('CUS-20: finds our own error before any code, survives cycles, and leaves other errors alone', () => {
    const own = new NetError('tls', 'x')
    expect(classifyNetError(Object.assign(coded('ECONNRESET'), { cause: own }))).toBe(own)
    const cycle = new Error('a')
    cycle.cause = new Error('b', { cause: cycle })
    for (const other of [cycle, new Error('x'), coded('toString'), 'ENOTFOUND', null, undefined]) {
      expect(classifyNetError(other)).toBeUndefined()
    }
  })
})

async function connect(url: string, fetch: SafeFetch): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { fetch }))
  return client
}

describe('as the fetch of the MCP client', () => {
  it('CUS-7: connects, lists and calls through the door', async () => {
    const handler = createMcpHandler(() => {
      const server = new Server({ name: 'up', version: '1' }, { capabilities: { tools: {} } })
      server.setRequestHandler('tools/list', () => ({
        tools: [{ name: 'echo', inputSchema: { type: 'object' } }],
      }))
      return server
    })
    const upstream = await serveOnLoopback((request) => handler.fetch(request))
    const client = await connect(`${upstream.origin}/mcp`, openDoor().fetch)
    expect((await client.listTools()).tools.map((tool) => tool.name)).toEqual(['echo'])
    await client.close()
    await upstream.close()
  })

  it('CUS-20: names the failure behind the error of the client', async () => {
    const hangsUp = await rawUpstream((socket) => socket.once('data', () => socket.destroy()))
    const failures = [
      [`http://127.0.0.1:${await closedPort()}/`, '127.0.0.1', 'refused'],
      [hangsUp.origin, '127.0.0.1', 'reset'],
      [hangsUp.origin, '', 'blocked_address'],
    ] as const
    for (const [url, allowed, kind] of failures) {
      const error: unknown = await connect(url, openDoor(allowed).fetch).catch((reason: unknown) => reason)
      expect(classifyNetError(error)).toMatchObject({ kind })
    }
  })
})
