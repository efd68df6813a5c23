import {
  Account,
  AgentDetail,
  AgentKeyCreated,
  AgentKeyList,
  AgentList,
  Policies,
} from '@jackfield/sdk/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAgentHub, startingTemplate } from './agent-hub.ts'
import type { AgentHub } from './agent-hub.ts'
import { bodyOf, refusalOf } from './body-of.ts'

let h: AgentHub
beforeAll(async () => {
  h = await startAgentHub()
})
afterAll(() => h.close())

describe('creating', () => {
  it('AGT-4: takes the Blank template when none is named, with nothing on', async () => {
    const agent = await h.agent('From nothing')
    expect(agent).toMatchObject({ template: { name: 'Blank' }, customized: false, hints: [], version: 1 })
    expect(agent.endpoint).toBe(`${h.hub.url}/mcp/${agent.id}`)
    expect(agent.toggles.filter((toggle) => toggle.on)).toEqual([])
  })

  it('AGT-4: starts with the instructions of its template, unless it brings its own', async () => {
    const template = await startingTemplate(h.owner, 'Sales assistant')
    expect(template.instructions).not.toBe('')
    const usual = await h.agent('Seller', { template_id: template.id })
    expect(usual).toMatchObject({ instructions: template.instructions, template: { id: template.id } })
    const own = await h.agent('Own words', { template_id: template.id, instructions: 'Be brief.' })
    expect(own.instructions).toBe('Be brief.')
  })

  it('refuses a template that does not exist, naming the field', async () => {
    const refusal = refusalOf(await h.owner.post('/agents', { name: 'Nowhere', template_id: 'tpl_missing' }))
    expect(refusal).toMatchObject({ status: 400, code: 'invalid', issues: [{ field: 'template_id' }] })
  })

  it('refuses a name that is taken, whatever its case, and keeps nothing of the try', async () => {
    await h.agent('Mail sorter')
    const refusal = refusalOf(await h.owner.post('/agents', { name: 'MAIL Sorter' }))
    expect(refusal).toMatchObject({ status: 409, code: 'conflict', issues: [{ field: 'name' }] })
    const { items } = bodyOf(AgentList, await h.owner.get('/agents'))
    expect(items.filter((agent) => agent.name.toLowerCase() === 'mail sorter')).toHaveLength(1)
  })

  it('lets one of two people have a name that both save at once', async () => {
    const tries = await Promise.all([1, 2, 3].map(() => h.owner.post('/agents', { name: 'Contested' })))
    expect(tries.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([201, 409, 409])
  })

  it('CONFLICT X13: starts with every connector on where the account says so, and only new agents do', async () => {
    const before = await h.agent('Before the setting')
    const connectorId = await h.connector({ slug: 'default-on' })
    await setDefaultOn(true)
    const after = await h.agent('After the setting')
    await setDefaultOn(false)
    expect(after.toggles.find((toggle) => toggle.connector_id === connectorId)).toMatchObject({
      state: 'on',
      on: true,
    })
    expect(after.customized).toBe(true)
    const late = await h.connector({ slug: 'later-than-default-on' })
    const toggles = [...(await h.readAgent(before.id)).toggles, ...(await h.readAgent(after.id)).toggles]
    const own = toggles.filter((toggle) => toggle.connector_id === late || toggle.state !== 'inherit')
    expect(own.filter((toggle) => toggle.connector_id === late).map((toggle) => toggle.on)).toEqual([
      false,
      false,
    ])
  })
})

describe('changing', () => {
  it('changes what is given, and only that', async () => {
    const agent = await h.agent('Changing', { description: 'stays', instructions: 'go' })
    const patch = { version: agent.version, name: 'Changed', instructions: '' }
    const changed = bodyOf(AgentDetail, await h.owner.patch(`/agents/${agent.id}`, patch))
    expect(changed).toMatchObject({ name: 'Changed', description: 'stays', instructions: '', version: 2 })
    expect(await h.readAgent(agent.id)).toEqual(changed)
  })

  it('AGT-5: with another template inherits from that one, and keeps its own toggles', async () => {
    const [first, second, own] = await Promise.all(
      ['swap-first', 'swap-second', 'swap-own'].map((slug) => h.connector({ slug })),
    )
    const before = await h.template('Swap before', [first ?? ''])
    const after = await h.template('Swap after', [second ?? ''])
    const agent = await h.agent('Swapping', { template_id: before.id })
    await h.toggle(agent.id, { 'swap-own': 'on' })
    const swapped = bodyOf(
      AgentDetail,
      await h.owner.patch(`/agents/${agent.id}`, { version: 2, template_id: after.id }),
    )
    const on = swapped.toggles.filter((toggle) => toggle.on).map((toggle) => toggle.connector_id)
    expect(new Set(on)).toEqual(new Set([second, own]))
  })

  it('refuses a template that does not exist and changes nothing', async () => {
    const agent = await h.agent('Unswapped')
    const patch = { version: 1, name: 'Half saved', template_id: 'tpl_missing' }
    const refusal = refusalOf(await h.owner.patch(`/agents/${agent.id}`, patch))
    expect(refusal).toMatchObject({ code: 'invalid', issues: [{ field: 'template_id' }] })
    expect(await h.readAgent(agent.id)).toEqual(agent)
  })

  it('refuses a stale version with the present agent, so that nothing is overwritten', async () => {
    const agent = await h.agent('Two editors')
    const saves = await Promise.all(
      ['left', 'right'].map((description) =>
        h.owner.patch(`/agents/${agent.id}`, { version: 1, description }),
      ),
    )
    const [won] = saves.filter((answer) => answer.status === 200).map((answer) => bodyOf(AgentDetail, answer))
    const lost = saves.filter((answer) => answer.status !== 200).map(refusalOf)
    expect(lost).toMatchObject([
      { status: 409, code: 'version_conflict', details: { current: { version: 2 } } },
    ])
    expect(lost[0]?.details?.['current']).toEqual(won)
  })

  it('refuses a name that is taken, and allows its own in another case', async () => {
    await h.agent('Occupied')
    const agent = await h.agent('Mover')
    const refusal = refusalOf(await h.owner.patch(`/agents/${agent.id}`, { version: 1, name: 'occupied' }))
    expect(refusal).toMatchObject({ code: 'conflict', issues: [{ field: 'name' }] })
    const renamed = await h.owner.patch(`/agents/${agent.id}`, { version: 1, name: 'MOVER' })
    expect(bodyOf(AgentDetail, renamed).name).toBe('MOVER')
  })
})

describe('cloning', () => {
  it('AGT-13: copies template, texts, toggles and policies, but no keys', async () => {
    const on = await h.connector({ slug: 'clone-on', tools: { read_it: 'read' } })
    const template = await h.template('To be cloned', [])
    const original = await h.agent('Original', { template_id: template.id, instructions: 'Copy me.' })
    await h.toggle(original.id, { [on]: 'on' })
    await h.owner.put(`/agents/${original.id}/policies`, {
      rules: [{ connector: 'clone-on', tool: 'read_it', policy: 'ask' }],
    })
    bodyOf(AgentKeyCreated, await h.owner.post(`/agents/${original.id}/keys`, { name: 'first' }), 201)

    const clone = bodyOf(
      AgentDetail,
      await h.owner.post(`/agents/${original.id}/clone`, { name: 'Copy' }),
      201,
    )

    const source = await h.readAgent(original.id)
    expect(clone).toMatchObject({
      name: 'Copy',
      instructions: 'Copy me.',
      template: source.template,
      version: 1,
    })
    expect(clone.toggles).toEqual(source.toggles)
    expect(clone.customized).toBe(true)
    const policies = bodyOf(Policies, await h.owner.get(`/agents/${clone.id}/policies`))
    expect(policies.rules).toMatchObject([{ connector_id: on, tool: 'read_it', policy: 'ask' }])
    expect(bodyOf(AgentKeyList, await h.owner.get(`/agents/${clone.id}/keys`)).items).toEqual([])
  })

  it('AGT-2: leaves the original alone when the copy changes', async () => {
    await h.connector({ slug: 'clone-apart' })
    const original = await h.agent('Apart')
    const clone = bodyOf(
      AgentDetail,
      await h.owner.post(`/agents/${original.id}/clone`, { name: 'Apart too' }),
      201,
    )
    await h.toggle(clone.id, { 'clone-apart': 'on' })
    expect(await h.readAgent(original.id)).toEqual(original)
  })

  it('refuses a name that is taken', async () => {
    const agent = await h.agent('Only one')
    const refusal = refusalOf(await h.owner.post(`/agents/${agent.id}/clone`, { name: 'only ONE' }))
    expect(refusal).toMatchObject({ status: 409, code: 'conflict', issues: [{ field: 'name' }] })
  })
})

describe('deleting', () => {
  it('takes toggles, keys and policies along', async () => {
    await h.connector({ slug: 'going' })
    const agent = await h.agent('Going')
    await h.toggle(agent.id, { going: 'on' })
    await h.owner.post(`/agents/${agent.id}/keys`, { name: 'k' })
    await h.owner.put(`/agents/${agent.id}/policies`, {
      rules: [{ connector: 'going', tool: '*', policy: 'block' }],
    })
    expect((await h.owner.delete(`/agents/${agent.id}`)).status).toBe(204)
    expect((await h.owner.get(`/agents/${agent.id}`)).status).toBe(404)
    const { db } = h.hub.services.database
    for (const table of ['toggles', 'agent_keys', 'policies'] as const)
      expect(
        await db.selectFrom(table).select('agent_id').where('agent_id', '=', agent.id).execute(),
      ).toEqual([])
    expect((await h.owner.delete(`/agents/${agent.id}`)).status).toBe(404)
  })
})

describe('the list', () => {
  it('AGT-6: is in order of the names and shows who is customized', async () => {
    await h.connector({ slug: 'badge' })
    const agent = await h.agent('aa Badge')
    await h.agent('AB plain')
    await h.toggle(agent.id, { badge: 'off' })
    const { items } = bodyOf(AgentList, await h.owner.get('/agents'))
    expect(items.slice(0, 2)).toMatchObject([
      { name: 'aa Badge', customized: true },
      { name: 'AB plain', customized: false },
    ])
  })
})

describe('the audit log', () => {
  it('SEC-9: has a row for each change, with who and which agent', async () => {
    await h.connector({ slug: 'audited' })
    const agent = await h.agent('Audited')
    await h.toggle(agent.id, { audited: 'on' })
    await h.owner.post(`/agents/${agent.id}/toggles/reset`)
    await h.owner.delete(`/agents/${agent.id}`)
    const rows = await h.hub.services.database.db
      .selectFrom('audit_events')
      .select(['action', 'actor_id'])
      .where('agent_id', '=', agent.id)
      .orderBy('seq')
      .execute()
    const actions = ['agent.created', 'agent.toggled', 'agent.toggles_reset', 'agent.deleted']
    expect(rows.map((row) => row.action)).toEqual(actions)
    expect(new Set(rows.map((row) => row.actor_id)).size).toBe(1)
  })
})

async function setDefaultOn(default_on: boolean): Promise<void> {
  bodyOf(Account, await h.owner.patch('/account', { default_on }))
}
