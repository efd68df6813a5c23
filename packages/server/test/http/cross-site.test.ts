import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../api.ts'
import { ownerLogin, startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'

let hub: TestHub
let cookie = ''
beforeAll(async () => {
  hub = await startHub()
  const { email, password } = ownerLogin
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  }
  const answer = await send(`${hub.url}/api/v1/sessions`, init)
  cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
})
afterAll(() => hub.close())

function rename(headers: Record<string, string>) {
  const init = {
    method: 'PATCH',
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"name":"Renamed"}',
  }
  return send(`${hub.url}/api/v1/account`, init)
}

describe('a browser with a session cookie', () => {
  it('may read', async () => {
    expect(await send(`${hub.url}/api/v1/session`, { headers: { cookie } })).toMatchObject({ status: 200 })
  })

  it('may write from our own pages', async () => {
    expect(await rename({ cookie, origin: hub.url })).toMatchObject({ status: 200 })
    expect(await rename({ cookie, 'sec-fetch-site': 'same-origin' })).toMatchObject({ status: 200 })
  })

  it.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://localhost:1' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{}],
  ])('may not write from elsewhere: %j', async (headers) => {
    expect(await rename({ cookie, ...headers })).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden' } },
    })
  })

  it('cannot be logged in by another site', async () => {
    const body = JSON.stringify({ email: ownerLogin.email, password: ownerLogin.password })
    const headers = { 'content-type': 'application/json', origin: 'https://evil.example' }
    expect(await send(`${hub.url}/api/v1/sessions`, { method: 'POST', headers, body })).toMatchObject({
      status: 403,
    })
  })

  it('gets no CORS headers', async () => {
    const { headers } = await send(`${hub.url}/api/v1/session`, {
      headers: { cookie, origin: 'https://evil.example' },
    })
    expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
  })
})

describe('a bearer secret', () => {
  it('needs no Origin, and any will do', async () => {
    const authorization = `Bearer ${hub.owner.secret}`
    expect(await rename({ authorization })).toMatchObject({ status: 200 })
    expect(await rename({ authorization, origin: 'https://tool.example' })).toMatchObject({ status: 200 })
  })

  it('is not replaced by a cookie when it is wrong', async () => {
    expect(await rename({ authorization: 'Bearer jf_key_wrong', cookie, origin: hub.url })).toMatchObject({
      status: 401,
    })
    expect(await rename({ authorization: 'Basic eDp5', cookie, origin: hub.url })).toMatchObject({
      status: 401,
    })
  })

  it('of one kind does not work as the other', async () => {
    const secret = cookie.slice(cookie.indexOf('=') + 1)
    expect(await rename({ authorization: `Bearer ${secret}` })).toMatchObject({ status: 401 })
    expect(await rename({ cookie: `jackfield=${hub.owner.secret}`, origin: hub.url })).toMatchObject({
      status: 401,
    })
  })
})
