import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'
import { rawRequest } from './raw-request.ts'

const closing: TestHub[] = []
async function hubWith(config: Parameters<typeof startHub>[0]) {
  const hub = await startHub(config)
  closing.push(hub)
  return hub
}
afterAll(() => Promise.all(closing.map((hub) => hub.close())))

const statusFor = async (hub: TestHub, host: string, path = '/api/v1/session') => {
  const headers = { host, authorization: `Bearer ${hub.owner.secret}` }
  return (await rawRequest(hub.url + path, { headers })).status
}

describe('on loopback without a public URL', () => {
  let hub: TestHub
  beforeAll(async () => {
    hub = await hubWith({})
  })

  it.each(['localhost', 'localhost:9', '127.0.0.1:3000', '[::1]:80', 'LOCALHOST'])(
    'answers to %s',
    async (host) => {
      expect(await statusFor(hub, host)).toBe(200)
    },
  )

  it.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io'])(
    'SEC-18: refuses %s, on every face',
    async (host) => {
      expect(await statusFor(hub, host)).toBe(403)
      expect(await statusFor(hub, host, '/docs')).toBe(403)
      expect(await statusFor(hub, host, '/mcp/agt_1')).toBe(403)
    },
  )

  it.each(['127.0.0.1@evil.example', 'x/localhost'])('refuses %j, which is no host at all', async (host) => {
    expect(await statusFor(hub, host)).toBe(400)
  })

  it('answers probes whatever they call it', async () => {
    expect(await statusFor(hub, '10.1.2.3:8080', '/healthz')).toBe(200)
    expect(await statusFor(hub, '10.1.2.3:8080', '/readyz')).toBe(200)
  })
})

describe('with a public URL', () => {
  let hub: TestHub
  beforeAll(async () => {
    hub = await hubWith({ config: { publicUrl: 'https://hub.example.com' } })
  })

  it('answers to that name only', async () => {
    expect(await statusFor(hub, 'hub.example.com')).toBe(200)
    expect(await statusFor(hub, 'Hub.Example.com:443')).toBe(200)
    expect(await statusFor(hub, 'hub.example.com:8443')).toBe(403)
    expect(await statusFor(hub, 'localhost')).toBe(403)
  })

  it('keeps its session in a cookie that only this host and TLS get', async () => {
    const { text, headers } = await rawRequest(`${hub.url}/api/v1/sessions`, {
      method: 'POST',
      headers: {
        host: 'hub.example.com',
        origin: 'https://hub.example.com',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ email: 'owner@example.com', password: 'correct horse battery' }),
    })
    expect(text).not.toContain('jf_session_')
    const [cookie = ''] = headers['set-cookie'] ?? []
    expect(cookie).toMatch(
      /^__Host-jackfield=jf_session_[\w-]+; Max-Age=7776000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const asBrowser = { host: 'hub.example.com', cookie: cookie.split(';')[0] ?? '' }
    expect((await rawRequest(`${hub.url}/api/v1/session`, { headers: asBrowser })).status).toBe(200)
    const elsewhere = { ...asBrowser, origin: 'http://hub.example.com' }
    expect(
      (await rawRequest(`${hub.url}/api/v1/session`, { method: 'DELETE', headers: elsewhere })).status,
    ).toBe(403)
  })
})

describe('on all addresses without a public URL', () => {
  it('cannot tell one Host from another', async () => {
    const hub = await hubWith({ config: { host: '0.0.0.0' } })
    expect(await statusFor(hub, 'anything.example')).toBe(200)
  })
})
