import { AgentDetail, ConnectionMap, Toolset } from '@jackfield/sdk/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertCalls } from '../audit/insert-calls.ts'
import type { Api } from '../start-hub.ts'
import { accountIdOf, startAgentHub } from './agent-hub.ts'
import type { AgentHub } from './agent-hub.ts'
import { bodyOf } from './body-of.ts'
import { insertConnector } from './insert-connector.ts'

const DAY_MS = 24 * 3_600_000

let h: AgentHub
beforeAll(async () => {
  h = await startAgentHub()
})
afterAll(() => h.close())

const mapOf = async (api: Api) => bodyOf(ConnectionMap, await api.get('/agents/map'))

/** `agent - connector: used` or the reason, as the names have it. */
async function cordsOf(api: Api): Promise<string[]> {
  const { agents, connectors, cords } = await mapOf(api)
  const name = (list: { id: string; name: string }[], id: string) => list.find((one) => one.id === id)?.name
  return cords.map(
    ({ agent_id, connector_id, used, reason }) =>
      `${name(agents, agent_id)} - ${name(connectors, connector_id)}: ${used ? 'used' : reason}`,
  )
}

describe('GET /agents/map', () => {
  it('RUN-5, AGT-5, ROL-8: has a cord for each connector that is on, as the toolset would say', async () => {
    const tools = { search: 'read', write: 'write' } as const
    const notes = await h.connector({ slug: 'notes', name: 'Notes', tools })
    await h.connector({ slug: 'spare', name: 'Spare', tools })
    await h.connector({ slug: 'unused', name: 'Unused', status: 'available' })
    const gone = await h.connector({ slug: 'gone', name: 'Gone', status: 'available', tools })
    const sick = await h.connector({ slug: 'sick', name: 'Sick', status: 'needs_reconnect', tools })
    const empty = await h.connector({ slug: 'empty', name: 'Empty' })
    const writer = await h.connector({
      slug: 'writer',
      name: 'Writer',
      readOnly: true,
      tools: { write: 'write' },
    })
    const template = await h.template('Wired', [notes, gone])
    const ada = await h.agent('Ada', { template_id: template.id })
    const bob = await h.agent('bob', { template_id: template.id })
    await h.toggle(ada.id, { sick: 'on', empty: 'on', writer: 'on' })
    await h.toggle(bob.id, { notes: 'off', spare: 'on', gone: 'off' })
    await h.owner.put(`/agents/${bob.id}/policies`, {
      rules: [{ connector: 'spare', tool: '*', policy: 'block' }],
    })
    const viewer = await h.hub.as('viewer')
    expect(await cordsOf(viewer)).toEqual([
      'Ada - Empty: unreachable',
      'Ada - Gone: not_connected',
      'Ada - Notes: used',
      'Ada - Sick: needs_reconnect',
      'Ada - Writer: blocked_by_policy',
      'bob - Spare: blocked_by_policy',
    ])
    for (const { id } of [ada, bob]) {
      const toolset = bodyOf(Toolset, await viewer.get(`/agents/${id}/toolset`))
      const cords = (await mapOf(viewer)).cords.filter((cord) => cord.agent_id === id)
      expect(cords.map(({ connector_id, used, reason }) => ({ connector_id, used, reason }))).toEqual(
        toolset.connectors
          .filter(({ on }) => on)
          .map(({ connector_id, used, reason }) => ({ connector_id, used, reason })),
      )
    }
    const { agents, connectors } = await mapOf(viewer)
    expect(agents.map(({ name, template: of }) => `${name} ${of}`)).toEqual(['Ada Wired', 'bob Wired'])
    expect(connectors.map(({ id }) => id)).toEqual(expect.arrayContaining([notes, gone, sick, empty, writer]))
    expect(connectors.map(({ slug }) => slug)).not.toContain('unused')
    expect(connectors.find(({ id }) => id === notes)).toEqual({
      id: notes,
      slug: 'notes',
      name: 'Notes',
      family: 'custom',
      category: null,
      color: null,
      logo: null,
      status: 'connected',
    })
  })

  it('PLT-4, PLT-5: draws one cord for the big toggle in place of the areas; apps as their cards have them', async () => {
    const api = await h.hub.secondAccount()
    const agent = async (name: string) => bodyOf(AgentDetail, await api.post('/agents', { name }), 201)
    const [big, small] = [await agent('Big'), await agent('Small')]
    await api.post('/connectors/platform', { area: 'leads' })
    for (const { id, version } of [big, small])
      await api.put(`/agents/${id}/toggles`, { version, toggles: { leads: 'on', github: 'on' } })
    await api.patch(`/agents/${big.id}`, { version: 2, platform_tools: 'on' })
    expect(await cordsOf(api)).toEqual([
      'Big - Sales Platform tools: used',
      'Big - GitHub: not_connected',
      'Small - GitHub: not_connected',
      'Small - Leads: used',
    ])
    const { connectors } = await mapOf(api)
    expect(connectors.map(({ slug, family, status }) => `${slug} ${family} ${status}`)).toEqual([
      'sales-platform platform connected',
      'github app available',
      'leads platform connected',
    ])
    expect(connectors.find(({ slug }) => slug === 'github')).toMatchObject({
      family: 'app',
      category: 'Projects',
      logo: '/icons/github.svg',
      status: 'available',
    })
  })

  it('SEC-9, SEC-13: counts the calls of the last seven days for each cord', async () => {
    const api = await h.hub.secondAccount()
    const account = await accountIdOf(api)
    const { db } = h.hub.services.database
    const notes = await insertConnector(db, account, { slug: 'notes', tools: { search: 'read' } })
    const { id } = bodyOf(AgentDetail, await api.post('/agents', { name: 'Busy' }), 201)
    await api.patch(`/agents/${id}`, { version: 1, platform_tools: 'on' })
    await api.put(`/agents/${id}/toggles`, { version: 2, toggles: { notes: 'on' } })
    const last = new Date()
    const call = { agent: id, connector: notes }
    const calls = [
      { ...call, at: new Date(Date.now() - DAY_MS), outcome: 'error' as const, wrote: true },
      { ...call, at: last },
      { ...call, at: new Date(Date.now() - 8 * DAY_MS) },
      { at: last, agent: id, connector: 'sales-platform', outcome: 'refused' as const },
      { at: last, agent: null, connector: 'sales-platform' },
    ]
    await insertCalls(db, account, calls)
    const before = { agent_id: id, used: true, last_call_at: last.toISOString() }
    expect((await mapOf(api)).cords).toEqual([
      { ...before, connector_id: 'sales-platform', calls: 1, errors: 0 },
      { ...before, connector_id: notes, calls: 2, errors: 1 },
    ])
    expect(JSON.stringify(await mapOf(h.owner))).not.toContain(id)
  })
})
