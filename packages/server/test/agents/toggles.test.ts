import { AgentSaved } from '@jackfield/sdk/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAgentHub } from './agent-hub.ts'
import type { AgentHub } from './agent-hub.ts'
import { bodyOf, refusalOf } from './body-of.ts'

let h: AgentHub
beforeAll(async () => {
  h = await startAgentHub()
})
afterAll(() => h.close())

/** What an agent says of one connector; undefined when the picker does not list it. */
async function toggleOf(agentId: string, slug: string) {
  return (await h.readAgent(agentId)).toggles.find((toggle) => toggle.slug === slug)
}

describe('the picker', () => {
  it('AGT-8: lists a new connector in every agent, off', async () => {
    const agents = [await h.agent('Old one'), await h.agent('Old two')]
    await h.connector({ slug: 'brand-new', name: 'Brand new' })
    const expected = { name: 'Brand new', state: 'inherit', default_on: false, on: false, label: 'Connected' }
    for (const agent of agents) expect(await toggleOf(agent.id, 'brand-new')).toMatchObject(expected)
  })

  it.each([
    { status: 'connected', state: 'off', listed: 'Connected' },
    { status: 'connected', state: 'on', listed: 'Connected' },
    { status: 'available', state: 'off', listed: undefined },
    { status: 'available', state: 'on', listed: 'Not connected' },
    { status: 'needs_reconnect', state: 'off', listed: undefined },
    { status: 'needs_reconnect', state: 'on', listed: 'Needs reconnect' },
  ] as const)(
    'AGT-3, AGT-7, STA-2, CONFLICT X3: $status and $state -> $listed',
    async ({ status, state, listed }) => {
      const slug = `${status.replace('_', '-')}-${state}`
      await h.connector({ slug, status })
      const agent = await h.agent(`Picker ${slug}`)
      await h.toggle(agent.id, { [slug]: state })
      expect((await toggleOf(agent.id, slug))?.label).toBe(listed)
    },
  )

  it('is in order of the names', async () => {
    await h.connector({ slug: 'zz-1', name: 'Aardvark' })
    await h.connector({ slug: 'aa-1', name: 'zebra' })
    const names = (await h.agent('Sorted')).toggles.map((toggle) => toggle.name.toLowerCase())
    expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)))
  })
})

describe('saving', () => {
  it('AGT-1, AGT-2: turns on by id or slug, for this agent only', async () => {
    const byId = await h.connector({ slug: 'by-id' })
    await h.connector({ slug: 'by-slug' })
    const agent = await h.agent('Turned on')
    const other = await h.agent('Not turned on')
    const saved = await h.toggle(agent.id, { [byId]: 'on', 'by-slug': 'on' })
    expect(saved.toggles.filter((toggle) => toggle.on).map((toggle) => toggle.slug)).toEqual([
      'by-id',
      'by-slug',
    ])
    expect(saved).toMatchObject({ customized: true, warnings: [], version: 2 })
    expect((await h.readAgent(other.id)).toggles.filter((toggle) => toggle.on)).toEqual([])
  })

  it('leaves those that are not named as they are', async () => {
    await h.connector({ slug: 'first-saved' })
    await h.connector({ slug: 'then-saved' })
    const agent = await h.agent('Step by step')
    await h.toggle(agent.id, { 'first-saved': 'on' })
    await h.toggle(agent.id, { 'then-saved': 'on' })
    expect(await toggleOf(agent.id, 'first-saved')).toMatchObject({ on: true })
  })

  it('AGT-1: saves all or nothing, naming the entry that is wrong', async () => {
    await h.connector({ slug: 'half' })
    const agent = await h.agent('All or nothing')
    const toggles = { half: 'on', nonsense: 'on' }
    const refusal = refusalOf(await h.owner.put(`/agents/${agent.id}/toggles`, { version: 1, toggles }))
    expect(refusal).toMatchObject({ status: 400, code: 'invalid', issues: [{ field: 'toggles.nonsense' }] })
    expect(await h.readAgent(agent.id)).toEqual(agent)
  })

  it('refuses a connector that is named by id and by slug', async () => {
    const id = await h.connector({ slug: 'twice' })
    const agent = await h.agent('Named twice')
    const toggles = { [id]: 'on', twice: 'off' }
    const refusal = refusalOf(await h.owner.put(`/agents/${agent.id}/toggles`, { version: 1, toggles }))
    expect(refusal).toMatchObject({ code: 'invalid', issues: [{ field: 'toggles.twice' }] })
  })

  it('refuses a state that does not exist, naming the valid ones', async () => {
    const agent = await h.agent('Maybe')
    const toggles = { anything: 'maybe' }
    const refusal = refusalOf(await h.owner.put(`/agents/${agent.id}/toggles`, { version: 1, toggles }))
    expect(refusal).toMatchObject({
      code: 'invalid',
      issues: [{ field: 'toggles.anything', valid_values: ['on', 'off', 'inherit'] }],
    })
  })

  it('refuses one of two saves at once, with the present agent', async () => {
    await h.connector({ slug: 'raced' })
    const agent = await h.agent('Raced')
    const saves = await Promise.all(
      ['on', 'off'].map((state) =>
        h.owner.put(`/agents/${agent.id}/toggles`, { version: 1, toggles: { raced: state } }),
      ),
    )
    expect(saves.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const lost = saves.find((answer) => answer.status === 409) ?? { status: 0, body: {} }
    expect(refusalOf(lost)).toMatchObject({ code: 'version_conflict', details: { current: { version: 2 } } })
  })

  it('B7: says what is on, but not connected', async () => {
    await h.connector({ slug: 'gone-app', name: 'Gone app', status: 'available' })
    await h.connector({ slug: 'sick-app', name: 'Sick app', status: 'needs_reconnect' })
    const agent = await h.agent('Optimist')
    const saved = await h.toggle(agent.id, { 'gone-app': 'on', 'sick-app': 'on' })
    expect(saved.warnings).toHaveLength(2)
    expect(saved.warnings[0]).toMatch(/^Gone app is on, but not connected/)
    expect(saved.warnings[1]).toMatch(/^Sick app is on, but needs reconnect/)
  })
})

describe('on, off and inherit', () => {
  it('AGT-4, AGT-5: inherits from its template, and its own word wins', async () => {
    await h.connector({ slug: 'inherited' })
    const template = await h.template('With a default', ['inherited'])
    const agent = await h.agent('Heir', { template_id: template.id })
    expect(await toggleOf(agent.id, 'inherited')).toMatchObject({
      state: 'inherit',
      default_on: true,
      on: true,
    })
    await h.toggle(agent.id, { inherited: 'off' })
    expect(await toggleOf(agent.id, 'inherited')).toMatchObject({ state: 'off', default_on: true, on: false })
    const back = await h.toggle(agent.id, { inherited: 'inherit' })
    expect(back).toMatchObject({ customized: false })
    expect(await toggleOf(agent.id, 'inherited')).toMatchObject({ state: 'inherit', on: true })
  })

  it('AGT-6: reset makes every connector follow the template again', async () => {
    await h.connector({ slug: 'reset-default' })
    await h.connector({ slug: 'reset-own' })
    const template = await h.template('To return to', ['reset-default'])
    const agent = await h.agent('Returning', { template_id: template.id })
    const changed = await h.toggle(agent.id, { 'reset-default': 'off', 'reset-own': 'on' })
    expect(changed.customized).toBe(true)
    const reset = bodyOf(AgentSaved, await h.owner.post(`/agents/${agent.id}/toggles/reset`))
    expect(reset).toMatchObject({ customized: false, version: 3, warnings: [] })
    expect(reset.toggles.filter((toggle) => toggle.on).map((toggle) => toggle.slug)).toEqual([
      'reset-default',
    ])
  })

  it('CON-11, AGT-12: survives a disconnect and goes with the connector', async () => {
    const id = await h.connector({ slug: 'unsteady' })
    const agent = await h.agent('Patient')
    await h.toggle(agent.id, { unsteady: 'on' })
    const { db } = h.hub.services.database
    await db.deleteFrom('connections').where('connector_id', '=', id).execute()
    expect(await toggleOf(agent.id, 'unsteady')).toMatchObject({ on: true, label: 'Not connected' })
    await db.deleteFrom('connectors').where('id', '=', id).execute()
    expect(await h.readAgent(agent.id)).toMatchObject({ customized: false })
  })
})

describe('hints', () => {
  it('AGT-10: advises on more than eight connectors, with the tools and tokens they add', async () => {
    const slugs = Array.from({ length: 9 }, (_, index) => `many-${index}`)
    for (const slug of slugs) await h.connector({ slug, tools: { one: 'read', two: 'write' } })
    const agent = await h.agent('Greedy')
    const eight = await h.toggle(agent.id, Object.fromEntries(slugs.slice(0, 8).map((slug) => [slug, 'on'])))
    expect(eight.hints).toEqual([])
    const nine = await h.toggle(agent.id, { 'many-8': 'on' })
    expect(nine.hints).toHaveLength(1)
    expect(nine.hints[0]).toMatch(/^9 connectors are on, with 18 tools that add about [1-9]\d+ tokens/)
  })
})
