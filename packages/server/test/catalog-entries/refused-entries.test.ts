import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readInThread } from '../../src/catalog-entries/read-in-thread.ts'
import type { Refusal } from '../../src/errors.ts'
import { startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'
import { ordersDocument, startOrdersApi } from './orders-api.ts'

let hub: TestHub
let api: Awaited<ReturnType<typeof startOrdersApi>>
beforeAll(async () => {
  hub = await startHub()
  api = await startOrdersApi()
})
afterAll(async () => {
  await api.close()
  await hub.close()
})

const server = 'http://127.0.0.1:9/v1'
const input = (more: object = {}, document: unknown = ordersDocument()) => ({
  name: 'Parcels',
  document: JSON.stringify(document),
  server,
  operations: [{ id: 'getOrder' }],
  ...more,
})
const issue = (field: string, message: RegExp) => ({
  status: 400,
  body: { error: { code: 'invalid', issues: [{ field, message: expect.stringMatching(message) }] } },
})

describe('B11: entries that cannot be are refused by field', () => {
  it.each([
    ['no document', { document: undefined }, 'document', /is missing/],
    ['both', { url: 'https://example.com' }, 'url', /together with document/],
    ['no JSON', { document: '{' }, 'document', /neither JSON nor YAML/],
    ['no server', { server: undefined }, 'server', /does not say where the API is/],
    ['an unknown operation', { operations: [{ id: 'GET /x' }] }, 'operations.0.id', /no operation "GET \/x"/],
    [
      'a name twice',
      {
        operations: [
          { id: 'getOrder', name: 'x' },
          { id: 'addNote', name: 'x' },
        ],
      },
      'operations.1.name',
      /another tool/,
    ],
    ['a built-in key', { name: 'GitHub' }, 'name', /built-in connector/],
    ['a header of ours', { auth: { kind: 'api_key', header: 'Host' } }, 'auth.header', /no header/],
    [
      'an address with braces',
      { auth: { kind: 'oauth2', authorize: 'https://a.example/?x={api}', token: 'https://a.example/t' } },
      'auth.authorize',
      /braces/,
    ],
  ])('%s', async (_, more, field, message) => {
    expect(await hub.owner.post('/catalog-entries', input(more))).toMatchObject(issue(field, message))
  })

  it('CUS-17: addresses that the guard refuses: server, token endpoint, document', async () => {
    expect(
      await hub.owner.post('/catalog-entries', input({ server: 'http://169.254.169.254/v1' })),
    ).toMatchObject(issue('server', /169\.254/))
    const auth = { kind: 'oauth2', authorize: 'http://127.0.0.1/a', token: 'http://10.0.0.1/t' }
    expect(await hub.owner.post('/catalog-entries', input({ auth }))).toMatchObject(
      issue('auth.token', /10\.0\.0\.1/),
    )
    expect(
      await hub.owner.post('/catalog-entries/preview', { url: 'http://10.0.0.1/openapi.json' }),
    ).toMatchObject(issue('url', /10\.0\.0\.1/))
    expect(await hub.owner.post('/catalog-entries/preview', { url: 'file:///etc/passwd' })).toMatchObject(
      issue('url', /http/),
    )
  })

  it('addresses at which there is no document', async () => {
    const gone = await startOrdersApi()
    await gone.close()
    const at = (path: string) => hub.owner.post('/catalog-entries/preview', { url: `${api.origin}${path}` })
    expect(await at('/missing.json')).toMatchObject(issue('url', /answered 404/))
    expect(await at('/page.html')).toMatchObject(issue('document', /no OpenAPI description/))
    expect(await hub.owner.post('/catalog-entries/preview', { url: gone.origin })).toMatchObject(
      issue('url', /refuses the connection/),
    )
  })

  it('remote references are refused by name, and nothing is fetched', async () => {
    const before = api.seen.length
    const paths = { '/a': { get: { responses: { 200: { $ref: `${api.origin}/other.json` } } } } }
    expect(
      await hub.owner.post('/catalog-entries/preview', {
        document: JSON.stringify(ordersDocument(1, { paths })),
      }),
    ).toMatchObject(issue('document', /other\.json" is in another document/))
    expect(api.seen).toHaveLength(before)
  })

  it('a document of 4 MB is read, one of 10 MB refused, a body of 20 MB not taken', async () => {
    const padded = (megabytes: number) =>
      JSON.stringify(ordersDocument(1, { 'x-padding': 'a'.repeat(megabytes * 1024 * 1024) }))
    expect(await hub.owner.post('/catalog-entries/preview', { document: padded(4) })).toMatchObject({
      status: 200,
    })
    expect(await hub.owner.post('/catalog-entries/preview', { document: padded(10) })).toMatchObject(
      issue('document', /larger than 5 MB/),
    )
    expect(await hub.owner.post('/catalog-entries/preview', { document: padded(20) })).toMatchObject({
      status: 413,
      body: { error: { message: 'The body is larger than 12 MiB.' } },
    })
    expect(await hub.owner.post('/connectors/custom', { name: 'a'.repeat(2 * 1024 * 1024) })).toMatchObject({
      status: 413,
      body: { error: { message: 'The body is larger than 1 MiB.' } },
    })
  })

  it('5,000 operations are listed', async () => {
    const get = { responses: { 200: { description: 'ok' } } }
    const paths = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`/things${index}`, { get }]))
    const { status, body } = await hub.owner.post('/catalog-entries/preview', {
      document: JSON.stringify(ordersDocument(1, { paths })),
    })
    expect({ status, operations: (body as { operations: unknown[] }).operations.length }).toEqual({
      status: 200,
      operations: 5000,
    })
  })

  it('too many documents at once are turned away, and the others are read', async () => {
    const source = { text: JSON.stringify(ordersDocument()), url: undefined }
    const all = await Promise.allSettled(
      Array.from({ length: 6 }, () => readInThread({ kind: 'preview', source })),
    )
    const refused = all.filter((one) => one.status === 'rejected').map(({ reason }) => reason as Refusal)
    expect(refused.map(({ code }) => code)).toEqual(['unavailable', 'unavailable'])
    expect(await readInThread({ kind: 'preview', source })).toMatchObject({ kind: 'preview' })
  })
})

describe('B11: keys and names', () => {
  it('CAT-17: a key exists once in an account, and another account may have it', async () => {
    expect(await hub.owner.post('/catalog-entries', input())).toMatchObject({ status: 201 })
    expect(await hub.owner.post('/catalog-entries', input())).toMatchObject({
      status: 409,
      body: { error: { issues: [{ field: 'name' }] } },
    })
    const other = await hub.secondAccount()
    expect(await other.get('/catalog-entries/parcels')).toMatchObject({ status: 404 })
    expect(await other.patch('/catalog-entries/parcels', { version: 1, name: 'x' })).toMatchObject({
      status: 404,
    })
    expect(await other.delete('/catalog-entries/parcels')).toMatchObject({ status: 404 })
    expect(await other.post('/catalog-entries', input())).toMatchObject({ status: 201 })
  })

  it("CUS-8: no tool takes the name of another app's", async () => {
    const entry = await hub.owner.post(
      '/catalog-entries',
      input({ name: 'Slack Send', operations: [{ id: 'getOrder', name: 'message' }] }),
    )
    expect(entry).toMatchObject(issue('operations.0.name', /"slack_send_message", which another tool/))
    await hub.owner.post(
      '/catalog-entries',
      input({ name: 'Acme', operations: [{ id: 'getOrder', name: 'desk_read' }] }),
    )
    const second = await hub.owner.post(
      '/catalog-entries',
      input({ name: 'Acme Desk', operations: [{ id: 'getOrder', name: 'read' }] }),
    )
    expect(second).toMatchObject(issue('operations.0.name', /"acme_desk_read"/))
  })

  it("an operator's settings for a key are for nobody else", async () => {
    const config = { oauthApps: { 'inner-desk': { clientId: 'a', clientSecret: 'b' } } }
    const guarded = await startHub({ config })
    try {
      expect(await guarded.owner.post('/catalog-entries', input({ name: 'Inner Desk' }))).toMatchObject(
        issue('name', /operator has settings/),
      )
    } finally {
      await guarded.close()
    }
  })

  it('a document that was handed over has to come again for other operations', async () => {
    expect(
      await hub.owner.patch('/catalog-entries/parcels', { version: 1, operations: [{ id: 'addNote' }] }),
    ).toMatchObject(issue('document', /needed for this change/))
    expect(
      await hub.owner.patch('/catalog-entries/parcels', { version: 1, server: 'http://127.0.0.1:9/v1?a=b' }),
    ).toMatchObject(issue('server', /no address that a path can follow/))
    expect(
      await hub.owner.patch('/catalog-entries/parcels', {
        version: 1,
        document: JSON.stringify(ordersDocument(2)),
        operations: [{ id: 'addNote' }],
      }),
    ).toMatchObject({
      status: 200,
      body: { changes: { added: ['parcels_add_note'], removed: ['parcels_get_order'] } },
    })
  })
})
