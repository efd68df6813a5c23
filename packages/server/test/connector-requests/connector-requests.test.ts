import type { ConnectorRequest } from '@jackfield/sdk/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { z } from 'zod'
import { shipRequests } from '../../src/connector-requests/ship-requests.ts'
import { apiFor } from '../api.ts'
import type { Api } from '../api.ts'
import { freshPlace } from '../databases/fresh-database.ts'
import { bodyOf } from '../gateway/start-gateway.ts'
import { startBareHub, startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'
import { startReceiver } from '../webhooks/receiver.ts'

type Request = z.output<typeof ConnectorRequest>

let hub: TestHub
let member: Api
beforeAll(async () => {
  hub = await startHub()
  member = await hub.as('member')
})
afterAll(() => hub?.close())

const ask = async (api: Api, app: string, note?: string) =>
  bodyOf<Request>(await api.post('/connector-requests', { app, ...(note ? { note } : {}) }), 201)
const list = async (api: Api) => bodyOf<{ items: Request[] }>(await api.get('/connector-requests')).items

describe('requests for connectors', () => {
  it('CAT-16: are kept with account, requester, name, note and time', async () => {
    const request = await ask(member, 'Acme Desk', 'Our tickets are there.')
    expect(request).toMatchObject({
      app: 'Acme Desk',
      note: 'Our tickets are there.',
      status: 'open',
      votes: 1,
      voted: true,
    })
    expect(Date.parse(request.created_at)).toBeGreaterThan(Date.now() - 60_000)
    expect(await list(hub.owner)).toEqual([{ ...request, voted: false }])
    const me = bodyOf<{ user: { name: string } }>(await member.get('/session'))
    expect(request.requested_by).toBe(me.user.name)
    const stranger = await hub.secondAccount()
    expect(await list(stranger)).toEqual([])
    expect(await stranger.post(`/connector-requests/${request.id}/vote`)).toMatchObject({ status: 404 })
    expect(await ask(stranger, 'Acme Desk')).toMatchObject({ votes: 1 })
  })

  it('B17: of one name are one request with a vote a person, whatever the capitals and spaces', async () => {
    const first = await ask(member, 'Data Barn')
    const again = await ask(hub.owner, ' databarn ', 'Me too.')
    expect(again).toMatchObject({ id: first.id, app: 'Data Barn', votes: 2, voted: true })
    expect(await ask(hub.owner, 'DATA  BARN')).toMatchObject({ id: first.id, votes: 2 })
    const vote = (api: Api) => api.post(`/connector-requests/${first.id}/vote`)
    expect(await vote(member)).toMatchObject({ status: 200, body: { votes: 2 } })
    expect(await vote(await hub.as('builder'))).toMatchObject({ body: { votes: 3, voted: true } })
    expect((await list(hub.owner))[0]).toMatchObject({ app: 'Data Barn', votes: 3 })
  })

  it('B17: count a person once who votes with a key, and with a key made by that', async () => {
    const { id } = await ask(hub.owner, 'Key Vault')
    let api = hub.owner
    for (const name of ['key', 'key of key']) {
      const key = bodyOf<{ secret: string }>(await api.post('/keys', { name }), 201)
      api = apiFor(hub.url, key.secret)
      expect(await api.post(`/connector-requests/${id}/vote`)).toMatchObject({ body: { votes: 1 } })
    }
  })

  it('B17: two who ask at the same moment are two votes for one request', async () => {
    const answers = await Promise.all([ask(member, 'Rush'), ask(hub.owner, 'rush'), ask(member, 'RUSH')])
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
    expect((await list(hub.owner)).find(({ app }) => /rush/i.test(app))?.votes).toBe(2)
  })

  it('B17: have a status that an admin sets, and is recorded', async () => {
    const { id } = await ask(member, 'Status Quo')
    const set = (api: Api, status: string) => api.patch(`/connector-requests/${id}`, { status })
    expect(await set(member, 'planned')).toMatchObject({ status: 403 })
    for (const status of ['planned', 'declined', 'open', 'shipped'])
      expect(await set(hub.owner, status)).toMatchObject({ status: 200, body: { status } })
    expect(await set(hub.owner, 'lost')).toMatchObject({ status: 400 })
    const { items } = bodyOf<{ items: { action: string }[] }>(await hub.owner.get('/audit?limit=10'))
    const actions = items.map(({ action }) => action.replace('connector_request.', ''))
    expect(actions.slice(0, 4)).toEqual(['shipped', 'reopened', 'declined', 'planned'])
  })

  it('CAT-16: for an app that is in the catalog are refused with that reason', async () => {
    expect(await member.post('/connector-requests', { app: 'git hub' })).toMatchObject({
      status: 409,
      body: { error: { message: 'GitHub is in the catalog already.' } },
    })
  })
})

describe('when an app ships', () => {
  it('B17: its requests turn shipped, and webhooks are told, once', async () => {
    const receiver = await startReceiver()
    const events = ['connector_request.shipped']
    bodyOf(await hub.owner.post('/webhooks', { url: receiver.url, events }), 201)
    const { id } = await ask(member, 'New Thing')
    const declined = await ask(member, 'Old Thing')
    bodyOf(await hub.owner.patch(`/connector-requests/${declined.id}`, { status: 'declined' }))
    const catalog = ['New thing', 'Old thing'].map((name) => ({
      slug: name.toLowerCase().replace(' ', '-'),
      name,
    }))
    await Promise.all([shipRequests(hub.services, catalog), shipRequests(hub.services, catalog)])
    await shipRequests(hub.services, catalog)
    const statuses = new Map((await list(member)).map((request) => [request.app, request.status]))
    expect([statuses.get('New Thing'), statuses.get('Old Thing')]).toEqual(['shipped', 'declined'])
    await vi.waitUntil(() => receiver.received.length > 0, { timeout: 10_000 })
    expect(receiver.received.map(({ message }) => message)).toMatchObject([
      {
        type: 'connector_request.shipped',
        data: { connector: null, detail: { request: id, app: 'New Thing', votes: 1 } },
      },
    ])
    await receiver.close()
  })

  it('B17: that is seen at the next start', async () => {
    const place = await freshPlace()
    const databaseUrl = place.options.url
    const config = {
      masterKey: Buffer.alloc(32, 5),
      ...(databaseUrl ? { databaseUrl } : { dataDirectory: place.options.dataDirectory ?? '' }),
    }
    const before = await startHub({ config })
    const { id } = await ask(before.owner, 'Not there yet')
    await before.services.database.db
      .updateTable('connector_requests')
      .set({ app: 'GitHub', app_key: 'github' })
      .where('id', '=', id)
      .execute()
    await before.close()
    const after = await startBareHub({ config })
    expect(await list(apiFor(after.url, before.owner.secret))).toMatchObject([
      { app: 'GitHub', status: 'shipped' },
    ])
    await after.close()
    await place.remove()
  })
})
