import type { ApiKeyList } from '@jackfield/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiFor } from '../api.ts'
import type { Api } from '../api.ts'
import { notifyNodes } from '../../src/storage/changes.ts'
import { startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.close())

async function create(input: object, by = hub.owner): Promise<{ id: string; secret: string; api: Api }> {
  const answer = await by.post('/keys', input)
  expect(answer.status).toBe(201)
  const { id, secret } = answer.body as { id: string; secret: string }
  return { id, secret, api: apiFor(hub.url, secret) }
}

async function listedKey(id: string) {
  return ((await hub.owner.get('/keys')).body as ApiKeyList).items.find((key) => key.id === id)
}

async function remove(person: Api): Promise<void> {
  const { id } = ((await person.get('/session')).body as { user: { id: string } }).user
  expect(await hub.owner.delete(`/members/${id}`)).toMatchObject({ status: 204 })
}

describe('an API key', () => {
  it('is shown once, stored as a hash, and says who it is', async () => {
    const { id, secret, api } = await create({ name: 'Script' })
    expect(secret).toMatch(/^jf_key_[\w-]{43}$/)
    const listed = await hub.owner.get('/keys')
    expect(listed.body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({
          id,
          name: 'Script',
          role: 'owner',
          hint: secret.slice(-4),
          created_by: 'Olga Owner',
        }),
      ]),
    })
    const { db } = hub.services.database
    const stored = JSON.stringify([
      await db.selectFrom('api_keys').selectAll().execute(),
      await db.selectFrom('audit_events').selectAll().execute(),
      listed.body,
    ])
    expect(stored).not.toContain(secret.slice('jf_key_'.length))
    expect(await api.get('/session')).toMatchObject({
      body: {
        actor: 'api_key',
        key: { id, name: 'Script', read_only: false },
        role: 'owner',
        accounts: [{ id: hub.accountId }],
      },
    })
  })

  it('SEC-13: works in its own account only', async () => {
    const { id } = await create({ name: 'Mine' })
    const other = await hub.secondAccount()
    const foreign = await create({ name: 'Theirs' }, other)
    expect(await other.delete(`/keys/${id}`)).toMatchObject({ status: 404 })
    expect(await foreign.api.get('/account')).toMatchObject({ body: { name: 'Second' } })
    const { items } = (await foreign.api.get('/keys')).body as { items: { id: string }[] }
    expect(items.map((key) => key.id)).toEqual([foreign.id])
  })

  it('stops working at once when it is revoked, though it is remembered', async () => {
    const { id, api } = await create({ name: 'Short' })
    expect(await api.get('/account')).toMatchObject({ status: 200 })
    expect(await hub.owner.delete(`/keys/${id}`)).toMatchObject({ status: 204 })
    expect(await api.get('/account')).toMatchObject({
      status: 401,
      body: { error: { message: 'This API key is unknown, expired or revoked.' } },
    })
    expect(await hub.owner.delete(`/keys/${id}`)).toMatchObject({ status: 404 })
  })

  it('stops working when another node revokes it', async () => {
    const { id, api } = await create({ name: 'Elsewhere' })
    expect(await api.get('/account')).toMatchObject({ status: 200 })
    const { db } = hub.services.database
    // As another node would: its rows, and its notice through the database.
    await db.transaction().execute(async (tx) => {
      await tx.updateTable('api_keys').set({ revoked_at: new Date() }).where('id', '=', id).execute()
      await notifyNodes(tx, hub.accountId)
    })
    await expect.poll(async () => (await api.get('/account')).status).toBe(401)
  })

  it('expires', async () => {
    const { id, api } = await create({
      name: 'Brief',
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    })
    expect(await api.get('/account')).toMatchObject({ status: 200 })
    await hub.services.database.db
      .updateTable('api_keys')
      .set({ expires_at: new Date(Date.now() - 1) })
      .where('id', '=', id)
      .execute()
    hub.services.changes.publish(hub.accountId)
    expect(await api.get('/account')).toMatchObject({ status: 401 })
    const past = await hub.owner.post('/keys', { name: 'Late', expires_at: '2020-01-01T00:00:00Z' })
    expect(past).toMatchObject({ status: 400, body: { error: { issues: [{ field: 'expires_at' }] } } })
  })

  it('ROL-8: has at most the role of whoever makes it', async () => {
    const admin = await hub.as('admin')
    expect(await admin.post('/keys', { name: 'Up', role: 'owner' })).toMatchObject({ status: 403 })
    const viewing = await create({ name: 'Down', role: 'viewer' }, admin)
    expect(await viewing.api.get('/members')).toMatchObject({ status: 200 })
    expect(await viewing.api.post('/agents', { name: 'No' })).toMatchObject({ status: 403 })
    const ofOwner = await create({ name: "Owner's" })
    expect(await admin.delete(`/keys/${ofOwner.id}`)).toMatchObject({ status: 403 })
    expect(await ofOwner.api.get('/account')).toMatchObject({ status: 200 })
  })

  it('ADR-15, SEC-11: gets a new secret in its place, and the one before ends at once', async () => {
    const expires_at = new Date(Date.now() + 3_600_000).toISOString()
    const { id, secret, api } = await create({ name: 'Turning', scopes: ['api'], expires_at })
    const before = await listedKey(id)
    // It may ask for itself: what comes back is its own successor.
    const rotated = await api.post(`/keys/${id}/rotate`)
    const { secret: next, ...shown } = rotated.body as { secret: string; hint: string }
    // Its use is noted beside the request.
    expect({ ...shown, last_used_at: null }).toEqual({ ...before, last_used_at: null, hint: next.slice(-4) })
    expect(next).toMatch(/^jf_key_[\w-]{43}$/)
    expect(next).not.toBe(secret)
    expect(await api.get('/account')).toMatchObject({ status: 401 })
    expect(await apiFor(hub.url, next).get('/account')).toMatchObject({ status: 200 })
    const { items } = (await hub.owner.get('/audit?limit=1')).body as { items: object[] }
    expect(items).toMatchObject([{ action: 'api_key.rotated', detail: { key_id: id, name: 'Turning' } }])
  })

  it('ROL-8, SEC-13: is rotated by nobody below it, in no other account, and not when it is over', async () => {
    const { id, api } = await create({ name: 'Kept' })
    expect(await (await hub.as('admin')).post(`/keys/${id}/rotate`)).toMatchObject({ status: 403 })
    expect(await (await hub.secondAccount()).post(`/keys/${id}/rotate`)).toMatchObject({ status: 404 })
    expect(await api.get('/account')).toMatchObject({ status: 200 })
    const { db } = hub.services.database
    await db.updateTable('api_keys').set({ expires_at: new Date() }).where('id', '=', id).execute()
    expect(await hub.owner.post(`/keys/${id}/rotate`)).toMatchObject({
      status: 409,
      body: { error: { message: 'The key "Kept" has expired.', hint: expect.stringContaining('new key') } },
    })
    await hub.owner.delete(`/keys/${id}`)
    expect(await hub.owner.post(`/keys/${id}/rotate`)).toMatchObject({ status: 404 })
  })

  it('ROL-8: ends with whoever rotated it last, by whichever key, and not with whoever did before', async () => {
    const [first, leaver] = [await hub.as('admin'), await hub.as('admin')]
    const { id } = await create({ name: 'Handed on', role: 'admin' }, first)
    const tool = await create({ name: 'Tool' }, leaver)
    // The tool, and then what it got: a line that must not bite its own tail.
    const { secret } = (await tool.api.post(`/keys/${id}/rotate`)).body as { secret: string }
    const again = await apiFor(hub.url, secret).post(`/keys/${id}/rotate`)
    const { secret: last } = again.body as { secret: string }
    await remove(first)
    expect(await apiFor(hub.url, last).get('/account')).toMatchObject({ status: 200 })
    await remove(leaver)
    expect(await apiFor(hub.url, last).get('/account')).toMatchObject({ status: 401 })
  })

  it('notes when it was used', async () => {
    const { id, api } = await create({ name: 'Noted' })
    await api.get('/account')
    const lastUse = async () => (await listedKey(id))?.last_used_at
    await expect.poll(lastUse).toEqual(expect.any(String))
  })
})
