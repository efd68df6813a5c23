import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { bodyOf } from '../gateway/start-gateway.ts'
import { startWebhookHub } from './webhook-hub.ts'
import type { Delivery, NewHook, WebhookHub } from './webhook-hub.ts'

let h: WebhookHub
beforeAll(async () => {
  h = await startWebhookHub()
})
afterAll(() => h?.close())
afterEach(async () => {
  for (const { id } of bodyOf<{ items: NewHook[] }>(await h.gateway.owner.get('/webhooks')).items)
    await h.gateway.owner.delete(`/webhooks/${id}`)
  h.receiver.answer(204)
  h.receiver.received.length = 0
})

const post = (path: string, body?: unknown) => h.gateway.owner.post(path, body)

describe('a webhook', () => {
  it('B22: is created with a secret that is shown once, and signs as Standard Webhooks has it', async () => {
    const hook = await h.create({ url: `${h.receiver.url}?token=hush`, description: 'Product' })
    expect(hook).toMatchObject({ description: 'Product', events: ['*'], enabled: true, version: 1 })
    expect(hook.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(hook.url).toBe(`${h.receiver.url}?token=***`)
    const { secret, ...shown } = hook
    expect(await h.read(hook.id)).toEqual(shown)
    const delivery = await h.tryTest(hook.id)
    expect(delivery).toMatchObject({ event: 'webhook.test', status: 'delivered', response_status: 204 })
    const [request] = await h.heard(1)
    if (!request) throw new Error('nothing was heard')
    expect(request.id).toBe(delivery.id)
    expect(h.receiver.verify(secret, request)).toMatchObject({
      type: 'webhook.test',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: { connector: null, actor: { name: 'Olga Owner' } },
    })
    const other = await h.create()
    expect(() => h.receiver.verify(other.secret, request)).toThrow('No matching signature')
    expect(() => h.receiver.verify(secret, { ...request, body: `${request.body} ` })).toThrow()
  })

  it('SEC-2: keeps its address and secret sealed', async () => {
    const { id, secret } = await h.create({ url: `${h.receiver.url}?token=hush-hush` })
    const { rows } = await h.gateway.hub.services.database.run(
      'select w::text as text from webhooks w where id = $1',
      [id],
    )
    const text = JSON.stringify(rows)
    expect(text).toContain(id)
    expect(text).not.toContain('hush-hush')
    expect(text).not.toContain(Buffer.from('hush-hush').toString('hex'))
    expect(text).not.toContain(Buffer.from(secret).toString('hex'))
  })

  it('CUS-17, SEC-4: is guarded like every address, when it is saved and when it is called', async () => {
    for (const url of ['http://10.0.0.1/', 'http://[::1]/', 'ftp://example.com/'])
      expect(await post('/webhooks', { url }), url).toMatchObject({
        status: 400,
        body: { error: { issues: [{ field: 'url' }] } },
      })
    const hook = await h.create()
    const moved = { version: 1, url: 'http://169.254.169.254/latest' }
    expect(await h.gateway.owner.patch(`/webhooks/${hook.id}`, moved)).toMatchObject({ status: 400 })
    h.receiver.answer(307, { location: 'http://127.0.0.1:1/elsewhere' })
    const delivery = await h.tryTest(hook.id)
    expect(delivery).toMatchObject({ response_status: 307, last_error: 'The receiver answered 307.' })
  })

  it('is tried again and again when it fails, and again on demand', async () => {
    const hook = await h.create()
    h.receiver.answer(500)
    const failed = await h.tryTest(hook.id)
    expect(failed).toMatchObject({ status: 'pending', attempts: 1, response_status: 500 })
    const wait = Date.parse(failed.next_attempt_at ?? '') - Date.parse(failed.last_attempt_at ?? '')
    expect(wait).toBe(5000)
    const over = await h.until(hook.id, failed.id, ({ status }) => status !== 'pending')
    expect(over).toMatchObject({ status: 'failed', attempts: 9, next_attempt_at: null })
    expect(new Set(h.receiver.received.map(({ id }) => id))).toEqual(new Set([failed.id]))
    expect(h.receiver.received).toHaveLength(9)
    expect((await h.read(hook.id)).failing_since).not.toBeNull()
    expect(await h.deliveries(hook.id, '?status=failed')).toHaveLength(1)
    expect(await h.deliveries(hook.id, '?status=pending')).toEqual([])

    h.receiver.answer(200)
    const path = `/webhooks/${hook.id}/deliveries/${failed.id}`
    expect(await post(`${path}/redeliver`)).toMatchObject({ status: 200, body: { status: 'pending' } })
    const again = await h.until(hook.id, failed.id, ({ status }) => status !== 'pending')
    expect(again).toMatchObject({ status: 'delivered', attempts: 1, last_error: null })
    const last = h.receiver.received.at(-1)
    expect(last && h.receiver.verify(hook.secret, last)).toMatchObject({ type: 'webhook.test' })
    expect((await h.read(hook.id)).failing_since).toBeNull()
  })

  it('that nobody answers keeps why', async () => {
    const hook = await h.create({ url: 'http://127.0.0.1:1/closed' })
    const delivery = await h.tryTest(hook.id)
    expect(delivery).toMatchObject({ status: 'pending', response_status: null })
    expect(delivery.last_error).toContain('127.0.0.1:1')
    expect(delivery.last_error).not.toContain('closed')
  })

  it('is turned off by 410 Gone, with the reason, until somebody turns it on', async () => {
    const hook = await h.create()
    h.receiver.answer(410)
    expect(await h.tryTest(hook.id)).toMatchObject({ status: 'failed', attempts: 1, response_status: 410 })
    const off = await untilOff(hook.id)
    expect(off).toMatchObject({ enabled: false, disabled_reason: expect.stringContaining('410') })
    expect(await h.events('webhook.disabled')).toContainEqual(
      expect.objectContaining({ webhook: hook.id, reason: off.disabled_reason }),
    )
    expect(await post(`/webhooks/${hook.id}/test`)).toMatchObject({ status: 409 })
    h.receiver.answer(204)
    const on = await h.gateway.owner.patch(`/webhooks/${hook.id}`, { version: off.version, enabled: true })
    expect(on).toMatchObject({
      status: 200,
      body: { enabled: true, disabled_reason: null, failing_since: null },
    })
    expect(await h.tryTest(hook.id)).toMatchObject({ status: 'delivered' })
  })

  it('is turned off after three days without a success', async () => {
    const hook = await h.create()
    h.receiver.answer(503)
    await h.tryTest(hook.id)
    expect(await h.read(hook.id)).toMatchObject({ enabled: true })
    await sql`update webhooks set failing_since = now() - interval '73 hours' where id = ${hook.id}`.execute(
      h.gateway.hub.services.database.db,
    )
    await h.tryTest(hook.id)
    expect(await untilOff(hook.id)).toMatchObject({ disabled_reason: expect.stringContaining('three days') })
  })

  it('that is turned off gets nothing more of what was waiting', async () => {
    const hook = await h.create()
    h.receiver.answer(500)
    const { id } = await h.tryTest(hook.id)
    bodyOf(await h.gateway.owner.patch(`/webhooks/${hook.id}`, { version: 1, enabled: false }))
    const heard = h.receiver.received.length
    const ended = await h.until(hook.id, id, ({ status }) => status === 'failed')
    expect(ended).toMatchObject({ attempts: 1, last_error: 'The webhook was turned off.' })
    expect(h.receiver.received).toHaveLength(heard)
  })

  it('signs with the old secret too for a day after a rotation', async () => {
    const hook = await h.create()
    const rotated = bodyOf<NewHook>(await post(`/webhooks/${hook.id}/secret`))
    expect(rotated.secret).not.toBe(hook.secret)
    expect(Date.parse(rotated.previous_secret_until ?? '')).toBeGreaterThan(Date.now() + 23 * 3600_000)
    await h.tryTest(hook.id)
    const [both] = await h.heard(1)
    if (!both) throw new Error('nothing was heard')
    expect(both.headers['webhook-signature']?.split(' ')).toHaveLength(2)
    for (const secret of [hook.secret, rotated.secret])
      expect(h.receiver.verify(secret, both)).toMatchObject({ type: 'webhook.test' })

    await sql`update webhooks set previous_secret_until = now() where id = ${hook.id}`.execute(
      h.gateway.hub.services.database.db,
    )
    await h.tryTest(hook.id)
    const later = (await h.heard(2))[1]
    if (!later) throw new Error('nothing was heard')
    expect(h.receiver.verify(rotated.secret, later)).toMatchObject({ type: 'webhook.test' })
    expect(() => h.receiver.verify(hook.secret, later)).toThrow('No matching signature')
    expect(await h.events('webhook.secret_rotated')).toContainEqual({ webhook: hook.id })
  })

  it('GEN-5: refuses a stale version, unknown events and fields', async () => {
    const hook = await h.create()
    const patch = (body: object) => h.gateway.owner.patch(`/webhooks/${hook.id}`, body)
    expect(await patch({ version: 1, events: ['connector.added'] })).toMatchObject({
      body: { events: ['connector.added'], version: 2 },
    })
    expect(await patch({ version: 1, description: 'late' })).toMatchObject({
      status: 409,
      body: { error: { code: 'version_conflict', details: { current: { version: 2 } } } },
    })
    for (const input of [{ events: ['nothing.happened'] }, { events: [] }, { secret: 'mine' }])
      expect(await post('/webhooks', { url: h.receiver.url, ...input })).toMatchObject({ status: 400 })
  })

  it('lists deliveries page by page, newest first', async () => {
    const hook = await h.create()
    const sent: string[] = []
    for (let n = 0; n < 3; n++)
      sent.unshift(bodyOf<Delivery>(await post(`/webhooks/${hook.id}/test`), 201).id)
    const page = async (query: string) =>
      bodyOf<{ items: Delivery[]; has_more: boolean; cursor?: string }>(
        await h.gateway.owner.get(`/webhooks/${hook.id}/deliveries?limit=2${query}`),
      )
    const first = await page('')
    const second = await page(`&cursor=${first.cursor}`)
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(sent)
    expect([first.has_more, second.has_more]).toEqual([true, false])
    await h.heard(3)
  })

  it("SEC-13, PLT-15: is not another account's, and one account has at most twenty", async () => {
    const stranger = await h.gateway.hub.secondAccount()
    const hook = await h.create()
    const { id } = await h.tryTest(hook.id)
    const answers = await Promise.all([
      stranger.get(`/webhooks/${hook.id}`),
      stranger.patch(`/webhooks/${hook.id}`, { version: 1, enabled: false }),
      stranger.post(`/webhooks/${hook.id}/secret`),
      stranger.post(`/webhooks/${hook.id}/test`),
      stranger.get(`/webhooks/${hook.id}/deliveries`),
      stranger.get(`/webhooks/${hook.id}/deliveries/${id}`),
      stranger.post(`/webhooks/${hook.id}/deliveries/${id}/redeliver`),
      stranger.delete(`/webhooks/${hook.id}`),
    ])
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
    expect(await stranger.get('/webhooks')).toMatchObject({ body: { items: [] } })
    for (let n = 0; n < 20; n++) await stranger.post('/webhooks', { url: h.receiver.url })
    expect(await stranger.post('/webhooks', { url: h.receiver.url })).toMatchObject({ status: 409 })
    expect(await h.read(hook.id)).toMatchObject({ enabled: true })
  })
})

/** The audit row and the switch come in a transaction after that of the attempt. */
async function untilOff(id: string) {
  await vi.waitUntil(async () => !(await h.read(id)).enabled, { timeout: 10_000 })
  return h.read(id)
}
