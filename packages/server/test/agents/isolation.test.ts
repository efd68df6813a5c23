import { AgentDetail, AgentKeyCreated, AgentList, Template, TemplateList } from '@jackfield/sdk/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../start-hub.ts'
import { accountIdOf, startAgentHub } from './agent-hub.ts'
import type { AgentHub } from './agent-hub.ts'
import { bodyOf, refusalOf } from './body-of.ts'
import { everyRoute } from './every-route.ts'
import type { Ids, RouteTry } from './every-route.ts'
import { insertConnector } from './insert-connector.ts'

const missing: Ids = {
  agent: 'agt_missing',
  template: 'tpl_missing',
  key: 'ak_missing',
  connector: 'con_missing',
}

let h: AgentHub
let stranger: Api
let foreign: Ids
let own: Ids

beforeAll(async () => {
  h = await startAgentHub()
  stranger = await h.hub.secondAccount()
  foreign = await things(h.owner, 'theirs')
  own = await things(stranger, 'own')
})
afterAll(() => h.close())

async function things(api: Api, slug: string): Promise<Ids> {
  const connector = await insertConnector(h.hub.services.database.db, await accountIdOf(api), { slug })
  const template = bodyOf(
    Template,
    await api.post('/templates', { name: slug, connectors: [connector] }),
    201,
  )
  const agent = bodyOf(AgentDetail, await api.post('/agents', { name: slug, template_id: template.id }), 201)
  const key = bodyOf(AgentKeyCreated, await api.post(`/agents/${agent.id}/keys`, { name: slug }), 201)
  return { agent: agent.id, template: template.id, key: key.id, connector }
}

function send(api: Api, { method, path, body }: RouteTry) {
  return method === 'get' || method === 'delete' ? api[method](path) : api[method](path, body)
}

/** What the stranger is refused with, without the ids that the request itself named. */
async function refused(request: RouteTry, ids: Ids) {
  const text = JSON.stringify(refusalOf(await send(stranger, request)))
  return Object.entries(ids).reduce((cut, [name, id]) => cut.replaceAll(id, name), text)
}

describe("PLT-15, SEC-13: another account's things", () => {
  it('answer exactly like missing ones, on every route, and stay as they are', async () => {
    const before = await snapshot()
    const onMissing = everyRoute(missing)
    for (const [index, request] of everyRoute(foreign).entries()) {
      const like = onMissing[index] ?? request
      expect(await refused(request, foreign), `${request.method} ${like.path}`).toBe(
        await refused(like, missing),
      )
    }
    expect(await snapshot()).toEqual(before)
  })

  it("are no key of the caller's own agent", async () => {
    const answers = [foreign.key, missing.key].map((key) =>
      refused({ method: 'delete', path: `/agents/${own.agent}/keys/${key}`, role: 'admin' }, own),
    )
    expect(await answers[0]).toBe(await answers[1])
  })

  it.each<[string, (ids: Ids) => Omit<RouteTry, 'role'>]>([
    [
      'the template of a new agent',
      (ids) => ({ method: 'post', path: '/agents', body: { name: 'n', template_id: ids.template } }),
    ],
    [
      'the template of an agent',
      (ids) => ({
        method: 'patch',
        path: `/agents/${own.agent}`,
        body: { version: 1, template_id: ids.template },
      }),
    ],
    [
      'a toggle',
      (ids) => ({
        method: 'put',
        path: `/agents/${own.agent}/toggles`,
        body: { version: 1, toggles: { [ids.connector]: 'on' } },
      }),
    ],
    [
      'a default of a new template',
      (ids) => ({ method: 'post', path: '/templates', body: { name: 'n', connectors: [ids.connector] } }),
    ],
    [
      'a default of a template',
      (ids) => ({
        method: 'patch',
        path: `/templates/${own.template}`,
        body: { version: 1, connectors: [ids.connector] },
      }),
    ],
    [
      "a rule of the account's",
      (ids) => ({
        method: 'put',
        path: '/policies',
        body: { rules: [{ connector: ids.connector, tool: '*', policy: 'ask' }] },
      }),
    ],
    [
      "a rule of an agent's",
      (ids) => ({
        method: 'put',
        path: `/agents/${own.agent}/policies`,
        body: { rules: [{ connector: ids.connector, tool: '*', policy: 'ask' }] },
      }),
    ],
  ])('cannot be named as %s', async (_, request) => {
    const answer = await refused({ ...request(foreign), role: 'admin' }, foreign)
    expect(answer).toBe(await refused({ ...request(missing), role: 'admin' }, missing))
    expect(JSON.parse(answer)).toMatchObject({ status: 400, code: 'invalid' })
  })

  it('cannot be named by slug either, and are in no list', async () => {
    const body = { version: 1, toggles: { theirs: 'on' } }
    expect(refusalOf(await stranger.put(`/agents/${own.agent}/toggles`, body))).toMatchObject({
      code: 'invalid',
    })
    const agents = bodyOf(AgentList, await stranger.get('/agents')).items
    expect(agents.map((agent) => agent.id)).toEqual([own.agent])
    const templates = bodyOf(TemplateList, await stranger.get('/templates')).items
    expect(templates.map((template) => template.id)).not.toContain(foreign.template)
    const { toggles } = bodyOf(AgentDetail, await stranger.get(`/agents/${own.agent}`))
    expect(toggles.map((toggle) => toggle.connector_id)).toEqual([own.connector])
  })
})

async function snapshot() {
  const paths = everyRoute(foreign).filter((request) => request.method === 'get')
  return Promise.all(paths.map(async ({ path }) => (await h.owner.get(path)).body))
}
