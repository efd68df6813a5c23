import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../api.ts'
import { startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

function post(body: string | Uint8Array<ArrayBuffer>, type = 'application/json') {
  const headers = { authorization: `Bearer ${hub.owner.secret}`, 'content-type': type }
  return send(`${hub.url}/api/v1/keys`, { method: 'POST', headers, body })
}

describe('what a body may be', () => {
  it('names the place where JSON is broken, and repeats nothing of it', async () => {
    const answer = await post('{\n  "name": "a",\n  "secret-text": }')
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({
      error: {
        code: 'invalid',
        message: 'The body is not valid JSON at line 3, column 18.',
        details: { position: 34 },
      },
    })
    expect(JSON.stringify(answer.body)).not.toContain('secret-text')
  })

  it.each([
    ['[1,2', 'line 1, column 5'],
    ['{"a":"\u0001"}', 'line 1, column 7'],
    ['nope', 'line 1, column 1'],
  ])('refuses %j', async (text, place) => {
    const answer = await post(text)
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { message: `The body is not valid JSON at ${place}.` } },
    })
  })

  it('names the field that holds a NUL character, in bodies, paths and queries', async () => {
    const refused = (field: string) => ({ status: 400, body: { error: { issues: [{ field }] } } })
    expect(await post(JSON.stringify({ name: 'a\u0000b' }))).toMatchObject(refused('name'))
    expect(await hub.owner.get('/agents/agt_%00')).toMatchObject(refused('id'))
    expect(await hub.owner.get('/audit?tool=%00')).toMatchObject(refused('tool'))
  })

  it('refuses more than 1 MiB, announced or not', async () => {
    const big = JSON.stringify({ name: 'x'.repeat(1024 * 1024) })
    expect(await post(big)).toMatchObject({ status: 413, body: { error: { code: 'too_large' } } })
    const chunks = ReadableStream.from([
      new TextEncoder().encode(big.slice(0, 600_000)),
      new TextEncoder().encode(big.slice(600_000)),
    ])
    const headers = { authorization: `Bearer ${hub.owner.secret}`, 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: chunks, duplex: 'half' } as RequestInit
    expect(await send(`${hub.url}/api/v1/keys`, init)).toMatchObject({ status: 413 })
  })

  it('refuses nesting beyond 64 levels without recursing into it', async () => {
    const deepest = '['.repeat(64) + ']'.repeat(64)
    expect(await post(`{"name":${'['.repeat(64)}${']'.repeat(64)}}`)).toMatchObject({
      status: 400,
      body: { error: { message: 'The body is nested deeper than 64 levels.' } },
    })
    expect(await post('['.repeat(500_000))).toMatchObject({
      status: 400,
      body: { error: { hint: 'Flatten it.' } },
    })
    // The limit itself passes on to the schema, which wants an object.
    expect(await post(deepest)).toMatchObject({
      status: 400,
      body: { error: { message: 'must be an object.' } },
    })
    // Brackets inside of strings do not count.
    expect(await post(JSON.stringify({ name: '[{"\\'.repeat(15) }))).toMatchObject({ status: 201 })
  })

  it('takes JSON only', async () => {
    expect(await post('name=a', 'application/x-www-form-urlencoded')).toMatchObject({
      status: 415,
      body: { error: { code: 'unsupported_media_type' } },
    })
    expect(await post('{"name":"plain"}', 'text/plain')).toMatchObject({ status: 415 })
    expect(await post('{"name":"charset"}', 'Application/JSON; charset=utf-8')).toMatchObject({ status: 201 })
  })

  it('refuses bytes that are no UTF-8', async () => {
    expect(await post(new Uint8Array([0x7b, 0xff, 0x7d]))).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid' } },
    })
  })
})

describe('what is wrong is named', () => {
  it('GEN-5: an unknown field, with the nearest known one', async () => {
    const answer = await hub.owner.post('/keys', { nmae: 'a', readonly: true })
    expect(answer).toMatchObject({
      status: 400,
      body: {
        error: {
          code: 'invalid',
          issues: expect.arrayContaining([
            { field: 'name', message: 'is missing.', hint: 'Give a string.' },
            expect.objectContaining({ field: 'nmae', hint: 'Did you mean name?' }),
            expect.objectContaining({
              field: 'readonly',
              hint: 'Did you mean read_only?',
              valid_values: ['name', 'role', 'read_only', 'scopes', 'in_url', 'expires_at'],
            }),
          ]),
        },
      },
    })
  })

  it('a value out of few, with all of them', async () => {
    const answer = await hub.owner.post('/invitations', { email: 'nobody', role: 'king' })
    expect(answer).toMatchObject({
      status: 400,
      body: {
        error: {
          issues: [
            { field: 'email', hint: 'Give an address such as ada@example.com.' },
            { field: 'role', valid_values: ['owner', 'admin', 'builder', 'member', 'viewer'] },
          ],
        },
      },
    })
  })

  it('a field that is unknown deep inside', async () => {
    const body = {
      name: 'a',
      url: 'https://example.com',
      acknowledged: true,
      headers: [{ name: 'x', valeu: 'y' }],
    }
    expect(await hub.owner.post('/connectors/custom', body)).toMatchObject({
      status: 400,
      body: {
        error: {
          issues: expect.arrayContaining([
            expect.objectContaining({ field: 'headers.0.valeu', hint: 'Did you mean value?' }),
          ]),
        },
      },
    })
  })

  it('a query parameter that is unknown or given twice', async () => {
    expect(await hub.owner.get('/audit?limt=5')).toMatchObject({
      status: 400,
      body: { error: { issues: [{ field: 'limt', hint: 'Did you mean limit?' }] } },
    })
    expect(await hub.owner.get('/audit?limit=5&limit=6')).toMatchObject({
      status: 400,
      body: { error: { issues: [{ field: 'limit' }] } },
    })
    expect(await hub.owner.get('/members?all=1')).toMatchObject({
      status: 400,
      body: { error: { issues: [{ field: 'all' }] } },
    })
  })

  it('a path that does not exist, and a method that a path does not have', async () => {
    expect(await hub.owner.get('/nothing')).toMatchObject({
      status: 404,
      body: { error: { code: 'not_found', request_id: expect.any(String) } },
    })
    const wrong = await hub.owner.put('/members/usr_1', {})
    expect(wrong).toMatchObject({ status: 405, body: { error: { code: 'method_not_allowed' } } })
    expect(wrong.headers.get('allow')).toBe('PATCH, DELETE')
  })
})
