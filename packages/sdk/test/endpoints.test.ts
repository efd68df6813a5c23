import { afterAll, beforeAll, expect, it } from 'vitest'
import { startHub, type TestHub } from '../../server/test/start-hub.ts'
import { createClient, type Client, type JackfieldError } from '../src/client.ts'

let hub: TestHub
let client: Client

beforeAll(async () => {
  hub = await startHub()
  client = createClient({ url: hub.url, token: hub.owner.secret })
})

afterAll(() => hub?.close())

it('has exactly the endpoints that the server describes', async () => {
  const { paths } = (await hub.owner.get('/openapi.json')).body as { paths: Record<string, object> }
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '*')}`),
  )
  expect(described.length).toBeGreaterThan(40)
  expect((await endpointsOfClient()).toSorted()).toEqual(described.toSorted())
})

it('does the main job: typed answers, typed refusals', async () => {
  const me = await client.session.get()
  expect(me).toMatchObject({ role: 'owner', account: { name: 'First' } })
  const agent = await client.agents.create({ name: 'Typed' })
  expect((await client.agents.list()).items.map(({ id }) => id)).toEqual([agent.id])
  const key = await client.agents.keys.create(agent.id, { name: 'one' })
  await client.agents.keys.revoke(agent.id, key.id)
  expect((await client.agents.keys.list(agent.id)).items).toEqual([])
  await expect(client.agents.update(agent.id, { version: 99, name: 'Late' })).rejects.toMatchObject({
    code: 'version_conflict',
    status: 409,
  })
  await expect(client.agents.get('agt_none')).rejects.toMatchObject({ code: 'not_found', status: 404 })
  const nameless = client.agents.create({ name: '' })
  await expect(nameless).rejects.toSatisfy((error: JackfieldError) => error.issues[0]?.field === 'name')
})

it('CON-15, SEC-11: connects apps: what to register, the OAuth app, the address to open, a key', async () => {
  const crm = await client.connectors.list({ category: 'CRM' })
  expect(crm.items.map(({ slug }) => slug)).toEqual(['hubspot', 'pipedrive'])
  const { items, native } = await client.connectors.list({ q: 'zoho' })
  expect(items).toEqual([])
  expect(native.map(({ slug }) => slug)).toEqual(['zoho'])
  await expect(client.connectors.signIn('github')).rejects.toMatchObject({ code: 'conflict', status: 409 })
  const set = await client.connectors.setOAuthApp('github', { client_id: 'one', client_secret: 's3cret' })
  const [way] = set.ways
  const redirect = way?.kind === 'oauth2' ? way.redirect_uri : ''
  expect(redirect).toBe(`${hub.url}/oauth/callback/${hub.accountId}/github`)
  const { authorize_url } = await client.connectors.signIn('github')
  expect(new URL(authorize_url).searchParams.get('redirect_uri')).toBe(redirect)
  await client.connectors.deleteOAuthApp('github')
  expect((await client.connectors.signInOptions('github')).ways).toContainEqual(
    expect.objectContaining({ kind: 'oauth2', client: null }),
  )
  await expect(client.connectors.connectWithKey('gmail', { key: { key: 'x' } })).rejects.toMatchObject({
    code: 'conflict',
  })
})

it('exports the audit log line by line', async () => {
  const actions: string[] = []
  for await (const line of client.audit.export({ kind: 'change' }))
    actions.push((JSON.parse(line) as { action: string }).action)
  expect(actions).toContain('agent.created')
  expect(await client.audit.verify()).toMatchObject({ ok: true })
})

/** Calls every method of the client once, with ids that can be told from the path, and notes what it asks for. */
async function endpointsOfClient(): Promise<string[]> {
  const asked: string[] = []
  const recorder = createClient({
    url: hub.url,
    fetch: async (url, init) => {
      const path = new URL(url).pathname.replace('/api/v1', '')
      asked.push(`${init?.method} ${path.replaceAll('some-id', '*')}`)
      return Response.json({})
    },
  })
  await callAll(recorder)
  return asked
}

async function callAll(group: object): Promise<void> {
  for (const member of Object.values(group)) {
    if (typeof member !== 'function') await callAll(member as object)
    else {
      const call = member as (...args: string[]) => Promise<unknown> | AsyncGenerator
      const answer = call('some-id', 'some-id')
      await (Symbol.asyncIterator in answer ? answer.next() : answer)
    }
  }
}
