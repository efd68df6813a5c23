import { AgentDetail, AgentKeyCreated, Template } from '@jackfield/sdk/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../src/storage/tables.ts'
import { startAgentHub } from './agent-hub.ts'
import type { AgentHub } from './agent-hub.ts'
import { bodyOf } from './body-of.ts'
import { everyRoute } from './every-route.ts'

const ladder: Role[] = ['viewer', 'member', 'builder', 'admin']

let h: AgentHub
beforeAll(async () => {
  h = await startAgentHub()
})
afterAll(() => h.close())

describe.each(ladder)('ROL-8: what a %s may do', (role) => {
  it('is checked on every route', async () => {
    const api = await h.hub.as(role)
    for (const [index, { method, path, body, role: least }] of (await routes(role)).entries()) {
      const answer =
        method === 'get' || method === 'delete' ? await api[method](path) : await api[method](path, body)
      const may = ladder.indexOf(role) >= ladder.indexOf(least)
      expect(answer.status === 403, `${index}: ${method} ${path} -> ${answer.status}`).toBe(!may)
      expect(may ? answer.status : 0, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    }
  })

  it('is checked on what takes no id', async () => {
    const api = await h.hub.as(role)
    expect((await api.get('/agents')).status).toBe(200)
    expect((await api.get('/templates')).status).toBe(200)
    expect((await api.get('/policies')).status).toBe(200)
    const builds = ladder.indexOf(role) >= ladder.indexOf('builder')
    expect((await api.post('/agents', { name: `By ${role}` })).status).toBe(builds ? 201 : 403)
    expect((await api.post('/templates', { name: `By ${role}` })).status).toBe(builds ? 201 : 403)
  })
})

/** Every route on things of its own, because some of them end what they are used on. */
async function routes(role: string) {
  const connector = await h.connector({ slug: `for-${role}` })
  const template = bodyOf(Template, await h.owner.post('/templates', { name: `T ${role}` }), 201)
  const agent = bodyOf(AgentDetail, await h.owner.post('/agents', { name: `A ${role}` }), 201)
  const key = bodyOf(AgentKeyCreated, await h.owner.post(`/agents/${agent.id}/keys`, { name: 'k' }), 201)
  return everyRoute({ agent: agent.id, template: template.id, key: key.id, connector })
}
