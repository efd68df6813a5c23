import { AgentList } from '@jackfield/sdk/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAgentHub } from './agent-hub.ts'
import type { AgentHub } from './agent-hub.ts'
import { bodyOf, refusalOf } from './body-of.ts'

let h: AgentHub
let agentId: string
beforeAll(async () => {
  h = await startAgentHub()
  agentId = (await h.agent('Victim')).id
})
afterAll(() => h.close())

describe('GEN-5: bad input', () => {
  it.each([
    ['an unknown field', { name: 'a', colour: 'red' }, 'colour'],
    ['an empty name', { name: '   ' }, 'name'],
    ['a long name', { name: 'x'.repeat(61) }, 'name'],
    ['long instructions', { name: 'a', instructions: 'x'.repeat(20_001) }, 'instructions'],
  ])('%s is refused, naming the field', async (_, body, field) => {
    const refusal = refusalOf(await h.owner.post('/agents', body))
    expect(refusal).toMatchObject({ status: 400, code: 'invalid', issues: [{ field }] })
    expect(bodyOf(AgentList, await h.owner.get('/agents')).items).toHaveLength(1)
  })

  it.each([0, -1, 1.5, 3_000_000_000, '1', null])('version %s is refused', async (version) => {
    const refusal = refusalOf(await h.owner.patch(`/agents/${agentId}`, { version, description: 'x' }))
    expect(refusal).toMatchObject({ status: 400, issues: [{ field: 'version' }] })
  })

  it.each(['agt_%E2%80%8B', 'x'.repeat(64), "' or 1=1 --"])(
    'the id %s is answered like a missing one',
    async (id) => {
      expect(refusalOf(await h.owner.get(`/agents/${id}`))).toEqual(
        refusalOf(await h.owner.get('/agents/agt_none')),
      )
    },
  )

  it.each(['constructor', 'toString', ' ', '*'])('the toggle "%s" is no connector', async (name) => {
    const { version } = await h.readAgent(agentId)
    const body = { version, toggles: { [name]: 'on' } }
    const refusal = refusalOf(await h.owner.put(`/agents/${agentId}/toggles`, body))
    expect(refusal).toMatchObject({ status: 400, issues: [{ field: `toggles.${name}` }] })
  })
})
