import { WebhookEvent } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { commitChange } from '../../src/audit/commit-change.ts'
import { systemContext } from '../../src/context.ts'
import { resumeDeliveries } from '../../src/webhooks/keep-deliveries.ts'
import { filesLike, readRepositoryFile } from '../docs/repository-files.ts'
import { bodyOf } from '../gateway/start-gateway.ts'
import { listenOnLoopback } from '../upstreams/listen-on-loopback.ts'
import { startModernServer } from '../upstreams/modern-server.ts'
import type { ModernServer } from '../upstreams/modern-server.ts'
import type { Received } from './receiver.ts'
import { startWebhookHub } from './webhook-hub.ts'
import type { NewHook, WebhookHub } from './webhook-hub.ts'

let h: WebhookHub
let upstream: ModernServer
beforeAll(async () => {
  ;[h, upstream] = await Promise.all([startWebhookHub(), startModernServer()])
})
afterAll(async () => {
  await h?.close()
  await upstream?.close()
})
afterEach(async () => {
  for (const { id } of bodyOf<{ items: NewHook[] }>(await h.gateway.owner.get('/webhooks')).items)
    await h.gateway.owner.delete(`/webhooks/${id}`)
  h.receiver.received.length = 0
})

/** Messages come in any order; each holds the time of its event. */
function inOrder(received: Received[]): Received[] {
  return received.toSorted((a, b) => a.message.timestamp.localeCompare(b.message.timestamp))
}

describe('events', () => {
  it('CON-23, B22: of the whole life of a connection reach the webhook, signed, with actor and time', async () => {
    const hook = await h.create()
    const secret = 'upstream-secret-77'
    const connector = await h.gateway.add('Life', upstream.url, {
      headers: [{ name: 'X-Token', value: secret }],
    })
    const path = `/connectors/${connector.id}`
    bodyOf(await h.gateway.owner.post(`${path}/disconnect`), 204)
    const headers = [{ name: 'X-Token', value: secret }]
    bodyOf(await h.gateway.owner.post(`${path}/connect`, { headers }))
    bodyOf(await h.gateway.owner.delete(path), 204)
    const received = inOrder(await h.heard(4))
    expect(received.map(({ message }) => message.type)).toEqual([
      'connector.added',
      'connection.disconnected',
      'connection.connected',
      'connector.removed',
    ])
    for (const request of received) {
      expect(h.receiver.verify(hook.secret, request)).toMatchObject({
        type: request.message.type,
        data: {
          account_id: h.gateway.hub.accountId,
          actor: { type: 'member', name: 'Olga Owner' },
          connector: { id: connector.id, slug: connector.slug, name: 'Life' },
        },
      })
      expect(request.body).not.toContain(secret)
    }
    const { items } = bodyOf<{ items: { id: string; at: string; action: string }[] }>(
      await h.gateway.owner.get(`/audit?connector=${connector.id}`),
    )
    for (const { message } of received)
      expect(items).toContainEqual(
        expect.objectContaining({
          id: message.data['event_id'],
          at: message.timestamp,
          action: message.type,
        }),
      )
  })

  it('B22, STA-5: needs_reconnect comes with its reason as soon as the credential is refused', async () => {
    const connector = await h.gateway.add('Locked soon', upstream.url)
    const hook = await h.create({ events: ['connection.needs_reconnect'] })
    const { port } = new URL(upstream.url)
    await upstream.close()
    const refusing = await listenOnLoopback(async (_request, response) => {
      response.writeHead(401).end()
    }, Number(port))
    await h.gateway.owner.post(`/connectors/${connector.id}/tools/refresh`)
    const [request] = await h.heard(1)
    await refusing.close()
    upstream = await startModernServer()
    expect(request && h.receiver.verify(hook.secret, request)).toMatchObject({
      type: 'connection.needs_reconnect',
      data: {
        connector: { id: connector.id, name: 'Locked soon' },
        detail: { reason: expect.stringContaining('401') },
      },
    })
  })

  it('reach the webhooks that are for them and turned on, and no others', async () => {
    const [all, one, none, off] = await Promise.all([
      h.create(),
      h.create({ events: ['connector.removed'] }),
      h.create({ events: ['connection.disconnected'] }),
      h.create(),
    ])
    bodyOf(await h.gateway.owner.patch(`/webhooks/${off.id}`, { version: 1, enabled: false }))
    const { id } = await h.gateway.add('Picked', upstream.url)
    bodyOf(await h.gateway.owner.delete(`/connectors/${id}`), 204)
    await h.heard(3)
    const eventsOf = async (hook: NewHook) => (await h.deliveries(hook.id)).map(({ event }) => event)
    expect(await eventsOf(all)).toEqual(['connector.removed', 'connector.added'])
    expect(await eventsOf(one)).toEqual(['connector.removed'])
    expect(await eventsOf(none)).toEqual([])
    expect(await eventsOf(off)).toEqual([])
  })

  it('at the moment at which their webhook changes or goes keep nobody waiting for ever', async () => {
    const { services, accountId } = h.gateway.hub
    const ctx = systemContext(services, accountId, 'test')
    const happens = () =>
      commitChange(ctx, async (_tx, record) => {
        record({ action: 'connection.connected' })
      })
    for (let round = 0; round < 5; round++) {
      const hook = await h.create()
      await happens()
      const answers = await Promise.all([
        ...Array.from({ length: 5 }, happens),
        h.gateway.owner.post(`/webhooks/${hook.id}/secret`),
        h.gateway.owner.patch(`/webhooks/${hook.id}`, { version: 1, description: 'new' }),
        h.gateway.owner.delete(`/webhooks/${hook.id}`),
        ...Array.from({ length: 5 }, happens),
      ])
      const statuses = answers.flatMap((answer) => (answer ? [answer.status] : []))
      expect(statuses.filter((status) => ![200, 204, 404, 409].includes(status))).toEqual([])
    }
  })

  it('of a change that is undone reach nobody', async () => {
    const hook = await h.create()
    const { services, accountId } = h.gateway.hub
    const undone = commitChange(systemContext(services, accountId, 'test'), async (tx, record) => {
      record({ action: 'connection.connected' })
      // Checked at the very end, when the event has been recorded and its message asked for.
      await sql`create temporary table told (id int primary key,
        next int references told (id) deferrable initially deferred) on commit drop`.execute(tx)
      await sql`insert into told values (1, 2)`.execute(tx)
    })
    await expect(undone).rejects.toMatchObject({ code: '23503' })
    expect(await h.deliveries(hook.id)).toEqual([])
  })

  it('that are no event of a connection cost no delivery', async () => {
    const hook = await h.create()
    bodyOf(await h.gateway.owner.post('/agents', { name: 'Quiet' }), 201)
    expect(await h.deliveries(hook.id)).toEqual([])
  })

  it('are sent even if the queue lost them, as after a restored backup', async () => {
    const hook = await h.create()
    const { services } = h.gateway.hub
    const { db } = services.database
    h.receiver.answer(500)
    const { id } = await h.tryTest(hook.id)
    h.receiver.answer(204)
    await sql`delete from jackfield_jobs.job where name = 'deliver-webhook'`.execute(db)
    await resumeDeliveries(services, new AbortController().signal)
    const { rows: early } = await sql`select from jackfield_jobs.job where name = 'deliver-webhook'
      and state = 'created'`.execute(db)
    expect(early).toEqual([])
    await sql`update webhook_deliveries set next_attempt_at = now() - interval '16 minutes'
      where id = ${id}`.execute(db)
    await resumeDeliveries(services, new AbortController().signal)
    expect(await h.until(hook.id, id, ({ status }) => status !== 'pending')).toMatchObject({
      status: 'delivered',
      attempts: 2,
    })
  })

  it('asked for twice are sent by one row of attempts', async () => {
    const hook = await h.create()
    h.receiver.answer(500)
    const { id } = await h.tryTest(hook.id)
    const path = `/webhooks/${hook.id}/deliveries/${id}/redeliver`
    await Promise.all([h.gateway.owner.post(path), h.gateway.owner.post(path)])
    await h.until(hook.id, id, ({ status }) => status === 'failed')
    const { rows } = await sql`select from jackfield_jobs.job where name = 'deliver-webhook'
      and state in ('created', 'retry') and data->>'id' = ${id}`.execute(h.gateway.hub.services.database.db)
    expect(rows).toEqual([])
    h.receiver.answer(204)
  })

  it('have names that something really records', () => {
    const sources = filesLike('packages/server/src/**/*.ts').map(readRepositoryFile).join('\n')
    for (const event of WebhookEvent.options) {
      const [noun, verb] = event.split('.')
      const recorded = sources.includes(`action: '${event}'`) || sources.includes(`action: \`${noun}.\${`)
      expect(recorded, `${noun} ${verb}`).toBe(true)
    }
  })
})

describe('a held tool', () => {
  it('CUS-24: is told of', async () => {
    await h.create({ events: ['connector.tools_held'] })
    const connector = await h.gateway.add('Held', upstream.url)
    upstream.changeTool('write_note', { description: 'Another one.' })
    bodyOf(await h.gateway.owner.post(`/connectors/${connector.id}/tools/refresh`))
    const [request] = await h.heard(1)
    expect(request?.message).toMatchObject({
      type: 'connector.tools_held',
      data: { connector: { name: 'Held' }, detail: { held: ['write_note'] } },
    })
  })
})
