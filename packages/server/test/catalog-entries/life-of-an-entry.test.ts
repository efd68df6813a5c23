import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'
import { ordersDocument, startOrdersApi } from './orders-api.ts'

interface Saved {
  entry: { id: string; connector_id: string; version: number; tools: { name: string; effect: string }[] }
  changes: unknown
}

let hub: TestHub
let api: Awaited<ReturnType<typeof startOrdersApi>>
let agentId: string
beforeAll(async () => {
  hub = await startHub()
  api = await startOrdersApi()
  agentId = ((await hub.owner.post('/agents', { name: 'Clerk' })).body as { id: string }).id
})
afterAll(async () => {
  await api.close()
  await hub.close()
})

const source = () => ({ url: `${api.origin}/openapi.json?token=hidden` })
const keyAuth = { kind: 'api_key', header: 'X-Api-Key', prefix: 'Key' }

async function tools(): Promise<string[]> {
  const { body } = await hub.owner.get(`/agents/${agentId}/toolset`)
  return (body as { tools: { name: string }[] }).tools.map(({ name }) => name)
}

async function call(tool: string, args: object) {
  return (await hub.owner.post(`/agents/${agentId}/calls`, { tool, arguments: args })).body
}

describe('B11, CAT-9: an app of the account, from an OpenAPI document', () => {
  it('shows what the document offers, and stores nothing', async () => {
    expect(await hub.owner.post('/catalog-entries/preview', source())).toMatchObject({
      status: 200,
      body: {
        title: 'Orders',
        servers: [{ url: `${api.origin}/v1`, reason: null }],
        auth: [{ scheme: 'key', auth: { kind: 'api_key', header: 'X-Api-Key' } }],
        problems: [],
        operations: [
          { id: 'GET /orders/{id}', operation_id: 'getOrder', effect: 'read', supported: true },
          { id: 'DELETE /orders/{id}', effect: 'destructive' },
          { id: 'POST /orders/{id}/notes', effect: 'write' },
        ],
      },
    })
    expect((await hub.owner.get('/catalog-entries')).body).toEqual({ items: [] })
  })

  it('is added with the operations, the names and the sign-in that were picked', async () => {
    const operations = [
      { id: 'getOrder' },
      { id: 'DELETE /orders/{id}' },
      { id: 'addNote', name: 'note_down' },
    ]
    const { status, body } = await hub.owner.post('/catalog-entries', {
      ...source(),
      name: 'Our Orders',
      auth: keyAuth,
      operations,
    })
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        entry: {
          slug: 'our-orders',
          description: 'What was ordered.',
          server: `${api.origin}/v1`,
          source_url: expect.not.stringContaining('hidden'),
          tools: [
            { name: 'our_orders_get_order', effect: 'read' },
            { name: 'our_orders_cancel_order', effect: 'destructive' },
            { name: 'our_orders_note_down', effect: 'write' },
          ],
        },
        changes: null,
      },
    })
    expect((await hub.owner.get('/connectors/our-orders')).body).toMatchObject({
      family: 'app',
      status: 'available',
      name: 'Our Orders',
      tool_count: 3,
    })
    expect((await hub.owner.get('/catalog-entries')).body).toMatchObject({
      items: [{ slug: 'our-orders', tool_count: 3 }],
    })
  })

  it('is connected, turned on and called like any other', async () => {
    expect(
      (await hub.owner.post('/connectors/our-orders/key', { key: { key: 'right' } })).body,
    ).toMatchObject({ status: 'connected' })
    const agent = (await hub.owner.get(`/agents/${agentId}`)).body as { version: number }
    const { body } = await hub.owner.get('/connectors/our-orders')
    await hub.owner.put(`/agents/${agentId}/toggles`, {
      version: agent.version,
      toggles: { [(body as { id: string }).id]: 'on' },
    })
    expect(await tools()).toEqual(['our_orders_get_order', 'our_orders_cancel_order', 'our_orders_note_down'])
    expect(JSON.stringify(await call('our_orders_get_order', { id: '../a b' }))).toContain('fragile')
    await call('our_orders_note_down', { id: '7', text: 'call first' })
    expect(api.seen.slice(-2)).toEqual([
      { method: 'GET', url: '/v1/orders/..%2Fa%20b', key: 'Key right', body: '' },
      { method: 'POST', url: '/v1/orders/7/notes', key: 'Key right', body: '{"text":"call first"}' },
    ])
    const before = api.seen.length
    expect(JSON.stringify(await call('our_orders_note_down', { id: '7', text: 1 }))).toContain('text')
    expect(api.seen).toHaveLength(before)
  })

  it('its secret is in no answer and no audit row', async () => {
    const answers = await Promise.all(
      ['/catalog-entries/our-orders', '/connectors/our-orders', '/audit'].map((path) => hub.owner.get(path)),
    )
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toMatch(/Key right|"right"|hidden/)
  })

  it('says what a new document changes, then takes it over with the names that were given', async () => {
    api.moveOn()
    const { version } = (await hub.owner.get('/catalog-entries/our-orders')).body as { version: number }
    const patch = { version, url: source().url }
    const changes = {
      added: [],
      removed: ['our_orders_cancel_order'],
      changed: [{ name: 'our_orders_note_down', parts: ['input', 'request'] }],
    }
    const tried = await hub.owner.patch('/catalog-entries/our-orders', { ...patch, dry_run: true })
    expect(tried).toMatchObject({ status: 200, body: { changes, entry: { version } } })
    expect(await tools()).toHaveLength(3)
    const saved = await hub.owner.patch('/catalog-entries/our-orders', patch)
    expect(saved).toMatchObject({ status: 200, body: { changes, entry: { version: version + 1 } } })
    expect(await tools()).toEqual(['our_orders_get_order', 'our_orders_note_down'])
    expect(await hub.owner.patch('/catalog-entries/our-orders', patch)).toMatchObject({
      status: 409,
      body: { error: { code: 'version_conflict', details: { current: { version: version + 1 } } } },
    })
  })

  it('takes other operations from where the document was', async () => {
    const { version } = (await hub.owner.get('/catalog-entries/our-orders')).body as { version: number }
    const operations = [{ id: 'GET /orders/{id}' }, { id: 'POST /orders/{id}/notes' }, { id: 'listOrders' }]
    const { body } = await hub.owner.patch('/catalog-entries/our-orders', { version, operations })
    expect((body as Saved).entry.tools.map(({ name }) => name)).toEqual([
      'our_orders_get_order',
      'our_orders_note_down',
      'our_orders_list_orders',
    ])
    expect((body as Saved).changes).toMatchObject({
      added: ['our_orders_list_orders'],
      removed: [],
      changed: [],
    })
  })

  it('sends no credential elsewhere: server and sign-in stay while it is connected', async () => {
    const { version } = (await hub.owner.get('/catalog-entries/our-orders')).body as { version: number }
    for (const patch of [{ server: 'http://localhost:9/v1' }, { auth: { kind: 'bearer' } }])
      expect(await hub.owner.patch('/catalog-entries/our-orders', { version, ...patch })).toMatchObject({
        status: 409,
        body: { error: { code: 'conflict', hint: expect.stringContaining('Disconnect it first') } },
      })
    expect(
      await hub.owner.patch('/catalog-entries/our-orders', {
        version,
        server: `${api.origin}/v2`,
        name: 'Orders II',
      }),
    ).toMatchObject({
      status: 200,
      body: { entry: { name: 'Orders II', slug: 'our-orders', server: `${api.origin}/v2` } },
    })
    expect((await hub.owner.get('/connectors/our-orders')).body).toMatchObject({
      name: 'Orders II',
      status: 'connected',
    })
    await call('our_orders_get_order', { id: '7' })
    expect(api.seen.at(-1)?.url).toBe('/v2/orders/7')
  })

  it('is removed once it is disconnected, with its connector', async () => {
    expect(await hub.owner.delete('/catalog-entries/our-orders')).toMatchObject({
      status: 409,
      body: { error: { hint: 'Disconnect it first.' } },
    })
    await hub.owner.post('/connectors/our-orders/disconnect')
    expect(await hub.owner.delete('/catalog-entries/our-orders')).toMatchObject({ status: 204 })
    expect(await hub.owner.get('/connectors/our-orders')).toMatchObject({ status: 404 })
    expect(await tools()).toEqual([])
  })
})

describe('B11, SEC-11: an entry with OAuth', () => {
  it('is signed in to at its own addresses, with the scopes that its tools need', async () => {
    const oauth = {
      type: 'oauth2',
      flows: {
        authorizationCode: {
          authorizationUrl: '/authorize?audience=parcels',
          tokenUrl: '/token',
          scopes: { read: '', write: '', all: '' },
        },
      },
    }
    const document = ordersDocument(1, {
      security: [{ oauth: ['read'] }],
      components: { securitySchemes: { oauth } },
    })
    const auth = {
      kind: 'oauth2',
      authorize: `${api.origin}/authorize?audience=parcels`,
      token: `${api.origin}/token`,
      more_scopes: ['all'],
    }
    const added = await hub.owner.post('/catalog-entries', {
      name: 'Parcels',
      document: JSON.stringify(document),
      server: `${api.origin}/v1`,
      auth,
      operations: [{ id: 'getOrder' }],
    })
    expect(added).toMatchObject({
      status: 201,
      body: { entry: { auth: { kind: 'oauth2', scopes: ['read'], more_scopes: ['all'], pkce: true } } },
    })
    const client = { client_id: 'parcels-client', client_secret: 'parcels-secret' }
    expect((await hub.owner.put('/connectors/parcels/oauth-app', client)).body).toMatchObject({
      ways: [
        {
          kind: 'oauth2',
          scopes: { default: ['read'], more: ['all'] },
          client: { owner: 'account', client_id: 'parcels-client' },
        },
      ],
    })
    const { body } = await hub.owner.post('/connectors/parcels/sign-in', {})
    const url = new URL((body as { authorize_url: string }).authorize_url)
    expect(`${url.origin}${url.pathname}`).toBe(`${api.origin}/authorize`)
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      audience: 'parcels',
      client_id: 'parcels-client',
      scope: 'read',
      code_challenge_method: 'S256',
    })
  })

  it('forgets the OAuth app when its sign-in moves elsewhere', async () => {
    const auth = { kind: 'oauth2', authorize: 'http://127.0.0.1:9/a', token: 'http://127.0.0.1:9/t' }
    const document = JSON.stringify(ordersDocument())
    expect(await hub.owner.patch('/catalog-entries/parcels', { version: 1, document, auth })).toMatchObject({
      status: 200,
    })
    expect((await hub.owner.get('/connectors/parcels/sign-in')).body).toMatchObject({
      ways: [{ client: null }],
    })
  })

  it("SEC-11: an OAuth app of the operator's that comes later is not for an entry of that key", async () => {
    const { oauthApps } = hub.services.config
    oauthApps['parcels'] = { clientId: 'operator', clientSecret: 'operators-secret' }
    expect((await hub.owner.get('/connectors/parcels/sign-in')).body).toMatchObject({
      ways: [{ client: null }],
    })
    expect((await hub.owner.post('/connectors/parcels/sign-in', {})).status).toBe(409)
    delete oauthApps['parcels']
  })
})
