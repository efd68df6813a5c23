import { Permission } from '@jackfield/sdk/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiFor, send } from '../api.ts'
import type { Api } from '../api.ts'
import { startHub } from '../start-hub.ts'
import type { TestHub } from '../start-hub.ts'
import { operationsOf } from './operations.ts'

type Method = 'post' | 'put' | 'patch' | 'delete'
type Role = 'viewer' | 'member' | 'builder' | 'admin' | 'owner'

/** Every endpoint that changes something: the least role that may, and the least body that its schema takes. */
const writes: Record<string, { least: Role; body?: unknown }> = {
  'post /connectors/custom': { least: 'admin', body: { name: 'a', url: 'ftp://example.com' } },
  'post /connectors/import': { least: 'admin', body: { document: {} } },
  'post /connectors/platform': { least: 'admin', body: { area: 'nowhere' } },
  'post /connectors/test': { least: 'admin', body: { url: 'ftp://example.com' } },
  'patch /connectors/{id}': { least: 'admin', body: { version: 1 } },
  'delete /connectors/{id}': { least: 'admin' },
  'post /connectors/{id}/test': { least: 'admin' },
  'post /connectors/{id}/connect': { least: 'admin', body: {} },
  'post /connectors/{id}/disconnect': { least: 'admin' },
  'post /connectors/{id}/sign-in': { least: 'admin', body: {} },
  'post /connectors/{id}/key': { least: 'admin', body: { key: {} } },
  'put /connectors/{id}/oauth-app': { least: 'admin', body: { client_id: 'a', client_secret: 'b' } },
  'delete /connectors/{id}/oauth-app': { least: 'admin' },
  'post /connectors/{id}/tools/accept': { least: 'admin', body: {} },
  'post /connectors/{id}/tools/refuse': { least: 'admin', body: {} },
  'post /connectors/{id}/tools/refresh': { least: 'admin' },
  'post /catalog-entries/preview': { least: 'admin', body: { document: '{}' } },
  'post /catalog-entries': { least: 'admin', body: { name: 'a', document: '{}', operations: [{ id: 'a' }] } },
  'patch /catalog-entries/{id}': { least: 'admin', body: { version: 1 } },
  'delete /catalog-entries/{id}': { least: 'admin' },
  'post /connector-requests': { least: 'member', body: { app: 'Acme Desk' } },
  'post /connector-requests/{id}/vote': { least: 'member' },
  'patch /connector-requests/{id}': { least: 'admin', body: { status: 'planned' } },
  'post /webhooks': { least: 'admin', body: { url: 'ftp://example.com' } },
  'patch /webhooks/{id}': { least: 'admin', body: { version: 1 } },
  'delete /webhooks/{id}': { least: 'admin' },
  'post /webhooks/{id}/secret': { least: 'admin' },
  'post /webhooks/{id}/test': { least: 'admin' },
  'post /webhooks/{id}/deliveries/{delivery_id}/redeliver': { least: 'admin' },
  'post /templates': { least: 'builder', body: { name: 'a' } },
  'patch /templates/{id}': { least: 'builder', body: { version: 1 } },
  'delete /templates/{id}': { least: 'builder' },
  'post /agents': { least: 'builder', body: { name: 'a' } },
  'patch /agents/{id}': { least: 'builder', body: { version: 1 } },
  'delete /agents/{id}': { least: 'builder' },
  'post /agents/{id}/clone': { least: 'builder', body: { name: 'b' } },
  'put /agents/{id}/toggles': { least: 'builder', body: { version: 1, toggles: {} } },
  'post /agents/{id}/toggles/reset': { least: 'builder' },
  'put /agents/{id}/policies': {
    least: 'builder',
    body: { rules: [{ connector: 'a', tool: '*', policy: 'block' }] },
  },
  'post /agents/{id}/keys': { least: 'admin', body: { name: 'a' } },
  'post /agents/{id}/keys/{key_id}/rotate': { least: 'admin' },
  'delete /agents/{id}/keys/{key_id}': { least: 'admin' },
  'post /agents/{id}/calls': { least: 'member', body: { tool: 'a' } },
  'post /platform/{domain}/{tool}': { least: 'member', body: {} },
  'put /policies': { least: 'admin', body: { rules: [{ connector: 'a', tool: '*', policy: 'block' }] } },
  'patch /account': { least: 'admin', body: {} },
  'delete /account': { least: 'owner', body: { name: 'another name' } },
  'patch /members/{id}': { least: 'admin', body: { role: 'viewer' } },
  'delete /members/{id}': { least: 'admin' },
  'post /invitations': { least: 'admin', body: { email: 'a@example.com', role: 'viewer' } },
  'delete /invitations/{id}': { least: 'admin' },
  'post /keys': { least: 'admin', body: { name: 'a' } },
  'post /keys/{id}/rotate': { least: 'admin' },
  'delete /keys/{id}': { least: 'admin' },
}

/** Changes of a person's own login, for everybody; and the open doors. */
const everybodys = ['post /accounts', 'delete /session', 'put /session/account']
const open = ['post /setup', 'post /sessions', 'post /invitations/accept']

let hub: TestHub
const people = new Map<Role, Api>()
beforeAll(async () => {
  hub = await startHub()
  for (const role of ['viewer', 'member', 'builder', 'admin'] as const) people.set(role, await hub.as(role))
  people.set('owner', hub.owner)
})
afterAll(() => hub.close())

const ladder: Role[] = ['viewer', 'member', 'builder', 'admin', 'owner']

function ask(api: Api, route: string, body: unknown) {
  const [method = '', path = ''] = route.split(' ')
  const filled = path.replaceAll(/\{\w+\}/g, 'xyz_00000000000000000000000000')
  return api[method as Method](filled, body)
}

describe('ROL-8: every write endpoint checks the role', () => {
  it('is in the table of this test', async () => {
    const { body } = await send(`${hub.url}/api/v1/openapi.json`)
    const changing = operationsOf(body as Record<string, unknown>)
      .filter(({ method }) => method !== 'get')
      .map(({ method, path }) => `${method} ${path}`)
    expect(Object.keys(writes).concat(everybodys, open).toSorted()).toEqual(changing.toSorted())
  })

  it.each(Object.entries(writes))('%s', async (route, { least, body }) => {
    for (const role of ladder) {
      const api = people.get(role)
      if (!api) throw new Error('nobody has that role')
      const { status } = await ask(api, route, body)
      if (ladder.indexOf(role) < ladder.indexOf(least))
        expect({ role, status }).toEqual({ role, status: 403 })
      else expect({ role, status }).not.toMatchObject({ status: expect.toBeOneOf([401, 403, 500]) })
    }
    const nobody = await ask(apiFor(hub.url, ''), route, body)
    expect(nobody).toMatchObject({ status: 401, body: { error: { code: 'unauthenticated' } } })
    expect(nobody.headers.get('www-authenticate')).toBe('Bearer realm="jackfield"')
  })

  it.each(everybodys)('%s needs a login, and no role', async (route) => {
    expect(await ask(apiFor(hub.url, ''), route, { name: 'a', account_id: 'a' })).toMatchObject({
      status: 401,
    })
  })

  it('lets a read-only key change nothing', async () => {
    const { body } = await hub.owner.post('/keys', { name: 'reader', read_only: true })
    const reader = apiFor(hub.url, (body as { secret: string }).secret)
    expect(await reader.get('/members')).toMatchObject({ status: 200 })
    for (const [route, { least, body: sent }] of Object.entries(writes))
      if (least !== 'member' || route.includes('/connector-requests'))
        expect({ route, ...(await ask(reader, route, sent)) }).toMatchObject({ route, status: 403 })
  })

  it('says in advance what a login or key may do', async () => {
    const may = async (api: Api = apiFor(hub.url, '')) =>
      ((await api.get('/session')).body as { permissions: string[] }).permissions
    expect(await may(people.get('viewer'))).toEqual(['read'])
    expect(await may(people.get('member'))).toEqual(['read', 'tools.call', 'connectors.request'])
    expect(await may(people.get('builder'))).toContain('agents.edit')
    expect(await may(people.get('admin'))).toEqual(Permission.exclude(['owners.manage']).options)
    expect(await may(hub.owner)).toEqual(Permission.options)
    const { body } = await hub.owner.post('/keys', { name: 'reading', read_only: true })
    const reader = apiFor(hub.url, (body as { secret: string }).secret)
    expect(await may(reader)).toEqual(['read', 'tools.call', 'audit.read', 'webhooks.read'])
  })
})
