import { describe, expect, it } from 'vitest'
import { httpUpstream, openDoor, type Upstream } from './loopback.ts'

/** Answers with what it got, as JSON. */
function mirror(): Promise<Upstream> {
  return httpUpstream((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method, url, headers } = request
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(chunks).toString() }))
    })
  })
}

/** Answers `/from` with a redirect, and mirrors everything else. */
function redirector(status: number, location: string): Promise<Upstream> {
  return httpUpstream((request, response) => {
    if (request.url === '/from') response.writeHead(status, { location }).end('moved')
    else response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers }))
  })
}

describe('the door outward: requests', () => {
  it.each(['/a//b/?x=%2f&&y=a+b', '/x?', '/', '/%7Euser;v=1/...?u=https://x/../y', '/?a[]=%zz'])(
    'CUS-15: path and query of %s go out as entered',
    async (path) => {
      const { origin } = await mirror()
      const { fetch } = openDoor()
      expect(await (await fetch(`${origin}${path}`)).json()).toMatchObject({ url: path, method: 'GET' })
      expect(await (await fetch(new URL(`${origin}${path}#fragment`))).json()).toMatchObject({ url: path })
    },
  )

  it('CUS-7: headers, body and our name arrive; user info of the URL becomes Basic', async () => {
    const { port } = await mirror()
    const { fetch } = openDoor()
    const response = await fetch(`http://us%40er:p%3Aw@127.0.0.1:${port}/`, {
      method: 'post',
      headers: [['X-Key', 'k']],
      body: 'hello',
    })
    const seen: unknown = await response.json()
    expect(seen).toMatchObject({ method: 'POST', body: 'hello' })
    const basic = `Basic ${Buffer.from('us@er:p:w').toString('base64')}`
    expect(seen).toMatchObject({
      headers: { 'x-key': 'k', 'user-agent': 'jackfield-test', authorization: basic },
    })
    expect(response.url).toBe(`http://127.0.0.1:${port}/`)
    expect(response).toBeInstanceOf(Response)
  })

  it('sends forms, bytes and streams', async () => {
    const { origin } = await mirror()
    const { fetch } = openDoor()
    const form = new FormData()
    form.set('a', 'ü')
    const stream = new Blob(['stream']).stream()
    const bodies = [new URLSearchParams({ a: '1' }), form, new TextEncoder().encode('bytes'), stream]
    const seen = await Promise.all(
      bodies.map(async (body) => (await fetch(origin, { method: 'POST', body })).text()),
    )
    expect(seen[0]).toContain('application/x-www-form-urlencoded')
    expect(seen[1]).toContain('multipart/form-data; boundary=')
    expect(seen[1]).toContain('ü')
    expect(seen[2]).toContain('"body":"bytes"')
    expect(seen[3]).toContain('"body":"stream"')
  })
})

describe('the door outward: redirects', () => {
  it.each([
    [301, 'GET'],
    [302, 'GET'],
    [303, 'GET'],
    [307, 'POST'],
    [308, 'POST'],
  ])('CUS-17: after %i a POST goes on as %s', async (status, method) => {
    const target = await mirror()
    const from = await redirector(status, `${target.origin}/to?x=1`)
    const { fetch } = openDoor()
    const response = await fetch(`${from.origin}/from`, {
      method: 'POST',
      body: 'hello',
      headers: { 'content-type': 'text/plain' },
    })
    const seen: unknown = await response.json()
    expect(seen).toMatchObject({ method, url: '/to?x=1', body: method === 'POST' ? 'hello' : '' })
    expect(JSON.stringify(seen).includes('text/plain')).toBe(method === 'POST')
    expect(response).toMatchObject({ redirected: true, url: `${target.origin}/to?x=1` })
  })

  it("CUS-17: another origin gets none of the caller's headers, the same origin all of them", async () => {
    const headers = { authorization: 'Bearer s', cookie: 'a=s', 'x-api-key': 's', accept: 'text/x' }
    const target = await mirror()
    const { fetch } = openDoor()
    const there = await redirector(302, `${target.origin}/to`)
    const foreign = await (await fetch(`${there.origin}/from`, { headers })).text()
    expect(foreign).toContain('text/x')
    expect(foreign).not.toMatch(/Bearer s|a=s|x-api-key/)
    const here = await redirector(302, '/to')
    const own = await (await fetch(`${here.origin}/from`, { headers })).json()
    expect(own).toMatchObject({ url: '/to', headers })
  })

  it.each([
    ['http://169.254.169.254/latest/meta-data/', 'blocked_address'],
    ['http://[::1]:1/', 'blocked_address'],
    ['http://localtest.example/', 'blocked_address'],
    ['file:///etc/passwd', 'scheme'],
    ['gopher://127.0.0.1/', 'scheme'],
    ['http://[', 'redirect'],
    ['/from', 'redirect'],
  ])('CUS-17: a redirect to %s ends as %s', async (location, kind) => {
    const { origin } = await redirector(302, location)
    const { fetch } = openDoor('127.0.0.1', { lookup: async () => ['10.0.0.1'] })
    await expect(fetch(`${origin}/from`)).rejects.toMatchObject({ name: 'NetError', kind })
  })

  it('MCP requests follow only redirects within their origin that keep the method', async () => {
    const target = await mirror()
    const init = { method: 'POST', body: '{}', redirects: 'same-origin' } as const
    const { fetch } = openDoor()
    const slash = await redirector(307, '/mcp/')
    expect(await (await fetch(`${slash.origin}/from`, init)).json()).toMatchObject({
      method: 'POST',
      url: '/mcp/',
    })
    const away = await redirector(308, `${target.origin}/secret-path`)
    const error: unknown = await fetch(`${away.origin}/from`, init).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ kind: 'redirect' })
    expect(String(error)).toContain('enter the final address')
    expect(String(error)).not.toContain('secret-path')
    const drops = await redirector(302, '/mcp/')
    await expect(fetch(`${drops.origin}/from`, init)).rejects.toMatchObject({ kind: 'redirect' })
  })

  it('hands the redirect over when asked to, and does not repeat a stream', async () => {
    const { origin } = await redirector(307, '/to')
    const { fetch } = openDoor()
    for (const init of [{ redirects: 'none' }, { redirect: 'manual' }] as const) {
      const response = await fetch(`${origin}/from`, init)
      expect([response.status, response.headers.get('location'), await response.text()]).toEqual([
        307,
        '/to',
        'moved',
      ])
    }
    const body = new Blob(['x']).stream()
    await expect(fetch(`${origin}/from`, { method: 'POST', body })).rejects.toMatchObject({
      kind: 'redirect',
    })
  })
})
