import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { apiFor } from '../api.ts'
import type { Api } from '../api.ts'
import { startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'
import { atTheSameMoment } from './at-the-same-moment.ts'

let hub: TestHub
let ownerId: string
beforeAll(async () => {
  hub = await startHub()
  ownerId = await idOf(hub.owner)
})
afterAll(() => hub.close())

async function idOf(api: Api): Promise<string> {
  return ((await api.get('/session')).body as { user: { id: string } }).user.id
}

async function keyOf(api: Api, input: object): Promise<Api> {
  return apiFor(hub.url, ((await api.post('/keys', input)).body as { secret: string }).secret)
}

describe('the role of a member', () => {
  let admin: Api
  let viewer: Api
  let viewerId: string
  beforeEach(async () => {
    admin = await hub.as('admin')
    viewer = await hub.as('viewer')
    viewerId = await idOf(viewer)
  })

  it('ROL-8: counts from the next request on', async () => {
    expect(await viewer.post('/agents', { name: 'Too early' })).toMatchObject({ status: 403 })
    expect(await admin.patch(`/members/${viewerId}`, { role: 'builder' })).toMatchObject({
      status: 200,
      body: { role: 'builder' },
    })
    expect(await viewer.post('/agents', { name: `By ${viewerId}` })).toMatchObject({ status: 201 })
  })

  it('ROL-8: is raised by nobody above their own', async () => {
    expect(await admin.patch(`/members/${viewerId}`, { role: 'owner' })).toMatchObject({ status: 403 })
    expect(await admin.patch(`/members/${await idOf(admin)}`, { role: 'owner' })).toMatchObject({
      status: 403,
    })
    expect(await hub.owner.patch(`/members/${viewerId}`, { role: 'owner' })).toMatchObject({ status: 200 })
    expect(await admin.patch(`/members/${viewerId}`, { role: 'viewer' })).toMatchObject({ status: 403 })
    expect(await admin.delete(`/members/${viewerId}`)).toMatchObject({ status: 403 })
    expect(await viewer.patch(`/members/${viewerId}`, { role: 'viewer' })).toMatchObject({ status: 200 })
  })

  it('takes away keys that would let the old role come back', async () => {
    const adminsKey = await keyOf(admin, { name: 'as admin' })
    const grandchild = await keyOf(adminsKey, { name: 'made with a key' })
    const weak = await keyOf(admin, { name: 'as viewer', role: 'viewer' })
    expect(await grandchild.get('/account')).toMatchObject({ status: 200 })
    expect(await hub.owner.patch(`/members/${await idOf(admin)}`, { role: 'builder' })).toMatchObject({
      status: 200,
    })
    expect(await adminsKey.get('/account')).toMatchObject({ status: 401 })
    expect(await grandchild.get('/account')).toMatchObject({ status: 401 })
    expect(await weak.get('/account')).toMatchObject({ status: 200 })
  })

  it('keeps one owner, whoever asks', async () => {
    const last = {
      status: 409,
      body: { error: { code: 'conflict', message: 'This is the only owner of the account.' } },
    }
    expect(await hub.owner.patch(`/members/${ownerId}`, { role: 'admin' })).toMatchObject(last)
    expect(await hub.owner.delete(`/members/${ownerId}`)).toMatchObject(last)
  })

  it('keeps one owner when two step down at the same moment', async () => {
    const second = await hub.as('owner')
    const secondId = await idOf(second)
    const both = await atTheSameMoment(hub, () => [
      hub.owner.patch(`/members/${ownerId}`, { role: 'admin' }),
      second.patch(`/members/${secondId}`, { role: 'admin' }),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const remaining = both[0]?.status === 409 ? hub.owner : second
    await remaining.patch(`/members/${ownerId}`, { role: 'owner' })
    await hub.owner.patch(`/members/${secondId}`, { role: 'viewer' })
  })
})

describe('removing a member', () => {
  it('ends their sessions and keys in the account at once', async () => {
    const leaver = await hub.as('admin')
    const key = await keyOf(leaver, { name: 'known to the leaver' })
    expect(await key.get('/account')).toMatchObject({ status: 200 })
    expect(await hub.owner.delete(`/members/${await idOf(leaver)}`)).toMatchObject({ status: 204 })
    expect(await leaver.get('/session')).toMatchObject({ status: 401 })
    expect(await key.get('/account')).toMatchObject({ status: 401 })
    const { items } = (await hub.owner.get('/keys')).body as { items: { name: string }[] }
    expect(items.map(({ name }) => name)).not.toContain('known to the leaver')
  })

  it('is how anybody leaves', async () => {
    const viewer = await hub.as('viewer')
    const viewerId = await idOf(viewer)
    expect(await viewer.delete(`/members/${viewerId}`)).toMatchObject({ status: 204 })
    expect(await hub.owner.delete(`/members/${viewerId}`)).toMatchObject({ status: 404 })
  })

  it('SEC-13: knows nobody of another account', async () => {
    const other = await hub.secondAccount()
    const otherId = await idOf(other)
    const missing = await hub.owner.delete('/members/usr_missing')
    const foreign = await hub.owner.delete(`/members/${otherId}`)
    const withoutId = ({ status, body }: typeof missing) => {
      const { error } = body as { error: Record<string, unknown> }
      return { status, ...error, request_id: undefined }
    }
    expect(withoutId(foreign)).toEqual(withoutId(missing))
    expect(withoutId(await hub.owner.patch(`/members/${otherId}`, { role: 'viewer' }))).toEqual(
      withoutId(missing),
    )
    expect(missing.status).toBe(404)
    const { items } = (await hub.owner.get('/members')).body as { items: { user_id: string }[] }
    expect(items.map(({ user_id }) => user_id)).not.toContain(otherId)
  })

  it('SEC-9: is recorded, with who did it', async () => {
    const { body } = await hub.owner.get('/audit?action=member.removed')
    expect(body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ actor: { type: 'member', id: ownerId, name: 'Olga Owner' } }),
      ]),
    })
  })
})
