import { AgentDetail, Template, TemplateList } from '@jackfield/sdk/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAgentHub, startingTemplate } from '../agents/agent-hub.ts'
import type { AgentHub } from '../agents/agent-hub.ts'
import { bodyOf, refusalOf } from '../agents/body-of.ts'

let h: AgentHub
beforeAll(async () => {
  h = await startAgentHub()
})
afterAll(() => h.close())

describe('a new account', () => {
  it('AGT-4: has four templates to start from, with nothing on', async () => {
    const { items } = bodyOf(TemplateList, await h.owner.get('/templates'))
    expect(items.map((template) => template.name)).toEqual([
      'Blank',
      'Personal assistant',
      'Sales assistant',
      'Support assistant',
    ])
    expect(items.flatMap((template) => template.connectors)).toEqual([])
    expect(items.filter((template) => template.instructions === '').map((template) => template.name)).toEqual(
      ['Blank'],
    )
  })
})

describe('default connectors', () => {
  it('AGT-4: are given by id or slug and read as ids, each once', async () => {
    const id = await h.connector({ slug: 'defaulted' })
    const template = await h.template('By either name', [id, 'defaulted'])
    expect(template.connectors).toEqual([id])
    expect(bodyOf(Template, await h.owner.get(`/templates/${template.id}`))).toEqual(template)
  })

  it('AGT-5, CONFLICT X2: move the agents that inherit and leave what agents set themselves', async () => {
    const [first, second] = [await h.connector({ slug: 'moves-a' }), await h.connector({ slug: 'moves-b' })]
    const template = await h.template('Moving', [first])
    const inheriting = await h.agent('Inheriting', { template_id: template.id })
    const overriding = await h.agent('Overriding', { template_id: template.id })
    await h.toggle(overriding.id, { 'moves-a': 'on', 'moves-b': 'off' })
    const patch = { version: 1, connectors: [second] }
    const moved = bodyOf(Template, await h.owner.patch(`/templates/${template.id}`, patch))
    expect(moved).toMatchObject({ connectors: [second], agent_count: 2, version: 2 })
    expect(await onOf(inheriting.id)).toEqual(['moves-b'])
    expect(await onOf(overriding.id)).toEqual(['moves-a'])
  })

  it('are refused as a whole when one is no connector, naming it', async () => {
    const id = await h.connector({ slug: 'good' })
    const template = await h.template('Strict', [id])
    const patch = { version: 1, name: 'Half', connectors: ['good', 'bad'] }
    const refusal = refusalOf(await h.owner.patch(`/templates/${template.id}`, patch))
    expect(refusal).toMatchObject({ status: 400, code: 'invalid', issues: [{ field: 'connectors.1' }] })
    expect(bodyOf(Template, await h.owner.get(`/templates/${template.id}`))).toEqual(template)
  })

  it('are kept when a change does not name them', async () => {
    const id = await h.connector({ slug: 'kept' })
    const template = await h.template('Keeping', [id])
    const patch = { version: 1, description: 'new' }
    const changed = bodyOf(Template, await h.owner.patch(`/templates/${template.id}`, patch))
    expect(changed).toMatchObject({ connectors: [id], description: 'new', name: 'Keeping' })
  })
})

describe('saving', () => {
  it('refuses a name that is taken, whatever its case', async () => {
    const created = refusalOf(await h.owner.post('/templates', { name: 'bLANK' }))
    expect(created).toMatchObject({ status: 409, code: 'conflict', issues: [{ field: 'name' }] })
    const template = await h.template('Renamed')
    const renamed = refusalOf(await h.owner.patch(`/templates/${template.id}`, { version: 1, name: 'Blank' }))
    expect(renamed).toMatchObject({ status: 409, code: 'conflict', issues: [{ field: 'name' }] })
  })

  it('refuses a stale version with the present template', async () => {
    const template = await h.template('Two hands')
    const saves = await Promise.all(
      ['a', 'b'].map((description) =>
        h.owner.patch(`/templates/${template.id}`, { version: 1, description }),
      ),
    )
    expect(saves.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const lost = saves.find((answer) => answer.status === 409) ?? { status: 0, body: {} }
    expect(refusalOf(lost)).toMatchObject({ code: 'version_conflict', details: { current: { version: 2 } } })
  })
})

describe('deleting', () => {
  it('is refused while agents are made from it, naming them', async () => {
    const template = await h.template('In use')
    const agent = await h.agent('Its user', { template_id: template.id })
    const refusal = refusalOf(await h.owner.delete(`/templates/${template.id}`))
    expect(refusal).toMatchObject({ status: 409, code: 'conflict' })
    expect(refusal.message).toContain('"Its user"')
    expect(refusal.details).toEqual({ agents: [{ id: agent.id, name: 'Its user' }] })
    await h.owner.delete(`/agents/${agent.id}`)
    expect((await h.owner.delete(`/templates/${template.id}`)).status).toBe(204)
    expect((await h.owner.get(`/templates/${template.id}`)).status).toBe(404)
  })

  it('AGT-4: of Blank leaves the oldest as what an agent is made from', async () => {
    const other = await h.hub.secondAccount()
    const blank = await startingTemplate(other, 'Blank')
    expect((await other.delete(`/templates/${blank.id}`)).status).toBe(204)
    bodyOf(Template, await other.post('/templates', { name: 'Younger' }), 201)
    const agent = bodyOf(AgentDetail, await other.post('/agents', { name: 'Orphan' }), 201)
    expect(agent.template.name).toMatch(/ assistant$/)
  })

  it('of the last one leaves nothing to make an agent from, and that is said', async () => {
    const other = await h.hub.secondAccount()
    for (const { id } of bodyOf(TemplateList, await other.get('/templates')).items)
      await other.delete(`/templates/${id}`)
    const refusal = refusalOf(await other.post('/agents', { name: 'Nothing to go by' }))
    expect(refusal).toMatchObject({ status: 400, code: 'invalid', issues: [{ field: 'template_id' }] })
  })
})

async function onOf(agentId: string): Promise<string[]> {
  return (await h.readAgent(agentId)).toggles.filter((toggle) => toggle.on).map((toggle) => toggle.slug)
}
