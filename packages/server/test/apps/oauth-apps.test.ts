import type { ConnectorList, OAuthApps, SignInOptions } from '@jackfield/sdk'
import { apps } from '@jackfield/catalog'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'

let hub: TestHub
beforeAll(async () => {
  const installation = { clientId: 'for everybody', clientSecret: 'hidden' }
  hub = await startHub({ config: { oauthApps: { github: installation, linear: installation } } })
  const own = { client_id: 'our own', client_secret: 'hidden' }
  await hub.owner.put('/connectors/linear/oauth-app', own)
  await hub.owner.post('/catalog-entries', {
    name: 'Parcels',
    server: 'http://127.0.0.1:9/v1',
    document: JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Parcels', version: '1' },
      paths: {
        '/orders': {
          get: {
            operationId: 'listOrders',
            summary: 'List orders',
            responses: { 200: { description: 'ok' } },
          },
        },
      },
    }),
    operations: [{ id: 'listOrders' }],
    auth: {
      kind: 'oauth2',
      authorize: 'http://127.0.0.1:9/a',
      token: 'http://127.0.0.1:9/t',
      scopes: ['all'],
    },
  })
})
afterAll(() => hub.close())

it('SEC-11, CON-14: lists every app that signs in by OAuth, in the curated order, as each says of itself', async () => {
  const { body } = await hub.owner.get('/oauth-apps')
  const { items } = body as OAuthApps
  const curated = apps
    .filter(({ auth }) => auth.some(({ kind }) => kind === 'oauth2'))
    .toSorted((a, b) => a.position - b.position)
  expect(items.map(({ slug }) => slug)).toEqual([...curated.map(({ slug }) => slug), 'parcels'])
  const { items: connectors } = (await hub.owner.get('/connectors?family=app')).body as ConnectorList
  const logos = new Map(connectors.map(({ id, logo }) => [id, logo]))
  expect(items.map(({ logo }) => logo)).toEqual(items.map(({ connector_id }) => logos.get(connector_id)))
  for (const { connector_id, register, redirect_uri, own_redirect_uri, scopes, client } of items) {
    expect(own_redirect_uri === redirect_uri).toBe(client?.owner !== 'installation')
    const { ways } = (await hub.owner.get(`/connectors/${connector_id}/sign-in`)).body as SignInOptions
    expect(ways).toContainEqual(
      expect.objectContaining({
        kind: 'oauth2',
        register,
        redirect_uri,
        client,
        scopes: expect.objectContaining({ default: scopes }),
      }),
    )
  }
  const clients = items.flatMap(({ slug, client }) => (client ? [{ slug, ...client }] : []))
  expect(clients).toEqual([
    { slug: 'linear', owner: 'account', client_id: 'our own' },
    { slug: 'github', owner: 'installation', client_id: 'for everybody' },
  ])
  expect(JSON.stringify(body)).not.toContain('hidden')
})

it('ROL-8, SEC-13: is for admins, and holds nothing of another account', async () => {
  expect(await (await hub.as('builder')).get('/oauth-apps')).toMatchObject({ status: 403 })
  const { body } = await (await hub.secondAccount()).get('/oauth-apps')
  const { items } = body as OAuthApps
  expect(items.map(({ slug }) => slug)).not.toContain('parcels')
  expect(items.find(({ slug }) => slug === 'linear')?.client).toMatchObject({ owner: 'installation' })
})
