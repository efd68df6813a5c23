import { Account, Policies, Toolset } from '@jackfield/sdk/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAgentHub } from '../agents/agent-hub.ts'
import type { AgentHub } from '../agents/agent-hub.ts'
import { bodyOf, refusalOf } from '../agents/body-of.ts'
import { decidePolicy } from '../../src/policies/decide.ts'
import { loadRules } from '../../src/policies/load-rules.ts'
import type { PolicyPreset } from '../../src/storage/tables.ts'

let h: AgentHub
beforeAll(async () => {
  h = await startAgentHub()
})
afterAll(() => h.close())

interface RuleInput {
  connector: string
  tool: string
  policy: string | null
}

function setAccount(...rules: RuleInput[]) {
  return h.owner.put('/policies', { rules })
}

function setAgent(id: string, ...rules: RuleInput[]) {
  return h.owner.put(`/agents/${id}/policies`, { rules })
}

/** The account's or an agent's rules for one connector, as `tool: policy`. */
async function rulesOf(path: string, connector: string) {
  const { rules } = bodyOf(Policies, await h.owner.get(path))
  return Object.fromEntries(
    rules.filter((rule) => rule.connector === connector).map((rule) => [rule.tool, rule.policy]),
  )
}

async function setPreset(policy_preset: PolicyPreset): Promise<void> {
  bodyOf(Account, await h.owner.patch('/account', { policy_preset }))
}

const files = { read_file: 'read', write_file: 'write', delete_file: 'destructive' } as const

describe("the account's rules", () => {
  it('SEC-6: are set by id or slug, changed and removed; others stay', async () => {
    const id = await h.connector({ slug: 'account-rules', tools: files })
    const set = await setAccount(
      { connector: id, tool: '*', policy: 'ask' },
      { connector: 'account-rules', tool: 'delete_file', policy: 'block' },
    )
    expect(bodyOf(Policies, set).preset).toBe('open')
    expect(await rulesOf('/policies', 'account-rules')).toEqual({ '*': 'ask', delete_file: 'block' })
    await setAccount(
      { connector: id, tool: '*', policy: null },
      { connector: id, tool: 'read_file', policy: 'allow' },
    )
    expect(await rulesOf('/policies', 'account-rules')).toEqual({ delete_file: 'block', read_file: 'allow' })
    await setAccount({ connector: id, tool: 'delete_file', policy: 'ask' })
    expect(await rulesOf('/policies', 'account-rules')).toEqual({ delete_file: 'ask', read_file: 'allow' })
  })

  it.each([
    [
      'a connector that does not exist',
      { connector: 'nowhere', tool: '*', policy: 'ask' },
      'rules.1.connector',
    ],
    ['a tool that does not exist', { connector: 'strict-rules', tool: 'fly', policy: 'ask' }, 'rules.1.tool'],
    ['a tool named twice', { connector: 'strict-rules', tool: 'read_file', policy: 'ask' }, 'rules.1'],
    [
      'a policy that does not exist',
      { connector: 'strict-rules', tool: '*', policy: 'perhaps' },
      'rules.1.policy',
    ],
  ])('SEC-6: refuse %s, naming the field, and store nothing', async (_, wrong, field) => {
    const exists = await rulesOf('/policies', 'strict-rules')
    if (!(await h.agent(`Probe ${field}`)).toggles.some((toggle) => toggle.slug === 'strict-rules'))
      await h.connector({ slug: 'strict-rules', tools: files })
    const refusal = refusalOf(
      await setAccount({ connector: 'strict-rules', tool: 'read_file', policy: 'block' }, wrong),
    )
    expect(refusal).toMatchObject({ status: 400, code: 'invalid', issues: [{ field }] })
    expect(await rulesOf('/policies', 'strict-rules')).toEqual(exists)
  })

  it('SEC-6: are set for tools that ship with the hub, of apps and areas', async () => {
    const set = await setAccount(
      { connector: 'slack', tool: 'slack_send_message', policy: 'ask' },
      { connector: 'leads', tool: 'client_delete', policy: 'block' },
    )
    expect(set.status).toBe(200)
    expect(await rulesOf('/policies', 'slack')).toEqual({ slack_send_message: 'ask' })
    const unknown = await setAccount({ connector: 'slack', tool: 'send_message', policy: 'ask' })
    expect(refusalOf(unknown)).toMatchObject({ issues: [{ field: 'rules.0.tool' }] })
  })

  it('SEC-6: can be removed for a tool that the server does not have any more', async () => {
    const id = await h.connector({ slug: 'shrinking', tools: files })
    await setAccount({ connector: id, tool: 'write_file', policy: 'block' })
    await h.hub.services.database.db.deleteFrom('tools').where('connector_id', '=', id).execute()
    await setAccount({ connector: id, tool: 'write_file', policy: null })
    expect(await rulesOf('/policies', 'shrinking')).toEqual({})
  })
})

describe("an agent's rules", () => {
  it('ROL-7: may be stricter, for this agent only', async () => {
    const id = await h.connector({ slug: 'stricter', tools: files })
    const [agent, other] = [await h.agent('Strict one'), await h.agent('Free one')]
    const answer = bodyOf(
      Policies,
      await setAgent(agent.id, { connector: 'stricter', tool: 'write_file', policy: 'ask' }),
    )
    expect(answer.rules).toEqual([
      { connector_id: id, connector: 'stricter', tool: 'write_file', policy: 'ask' },
    ])
    expect(await rulesOf(`/agents/${other.id}/policies`, 'stricter')).toEqual({})
    expect(await rulesOf('/policies', 'stricter')).toEqual({})
  })

  it("ROL-7: are refused when looser than the account's, naming field and ceiling", async () => {
    await h.connector({ slug: 'ceiling', tools: files })
    await setAccount({ connector: 'ceiling', tool: 'write_file', policy: 'ask' })
    const agent = await h.agent('Too free')
    const refusal = refusalOf(
      await setAgent(
        agent.id,
        { connector: 'ceiling', tool: 'delete_file', policy: 'block' },
        { connector: 'ceiling', tool: 'write_file', policy: 'allow' },
      ),
    )
    expect(refusal).toMatchObject({
      status: 400,
      code: 'invalid',
      issues: [{ field: 'rules.1.policy', valid_values: ['ask', 'block'] }],
      details: { ceiling: 'ask' },
    })
    expect(await rulesOf(`/agents/${agent.id}/policies`, 'ceiling')).toEqual({})
  })

  it.each<{ preset: PolicyPreset; tool: string; accepted: string[] }>([
    { preset: 'open', tool: 'write_file', accepted: ['allow', 'ask', 'block'] },
    { preset: 'careful', tool: 'read_file', accepted: ['allow', 'ask', 'block'] },
    { preset: 'careful', tool: 'delete_file', accepted: ['ask', 'block'] },
    { preset: 'careful', tool: '*', accepted: ['ask', 'block'] },
    { preset: 'read-only', tool: 'write_file', accepted: ['block'] },
    { preset: 'read-only', tool: '*', accepted: ['ask', 'block'] },
  ])('ROL-7: under $preset, $tool may be $accepted', async ({ preset, tool, accepted }) => {
    const slug = `preset-${preset}-${tool.replace('*', 'all').replace('_', '-')}`
    await h.connector({ slug, tools: files })
    const agent = await h.agent(slug)
    await setPreset(preset)
    const policies = ['allow', 'ask', 'block']
    const answers = await Promise.all(
      policies.map((policy) => setAgent(agent.id, { connector: slug, tool, policy })),
    )
    await setPreset('open')
    const taken = policies.filter((_, index) => answers[index]?.status === 200)
    expect(taken).toEqual(accepted)
  })

  it("ROL-7: stand in the toolset with the account's ceiling, under the name that rules use", async () => {
    const agent = await h.agent('Shown')
    const on = { version: agent.version, platform_tools: 'on' }
    expect(await h.owner.patch(`/agents/${agent.id}`, on)).toMatchObject({ status: 200 })
    await setAccount({ connector: 'leads', tool: 'client_create', policy: 'ask' })
    await setAgent(agent.id, { connector: 'leads', tool: 'client_create', policy: 'block' })
    const { tools } = bodyOf(Toolset, await h.owner.get(`/agents/${agent.id}/toolset`))
    const shown = ['client_create', 'get_docs_structure'].map((name) =>
      tools.find((tool) => tool.name === name),
    )
    const rule = { connector: expect.stringMatching(/^con_/), tool: 'client_create' }
    const overruled = { policy: 'block', because: 'agent_rule', ceiling: 'ask', rule }
    expect(shown).toMatchObject([overruled, { policy: 'allow', ceiling: 'allow', rule: null }])
    await setAccount({ connector: 'leads', tool: 'client_create', policy: null })
  })

  it('SEC-8: cannot open what a read-only connector closes', async () => {
    await h.connector({ slug: 'read-only-one', tools: files, readOnly: true })
    const agent = await h.agent('Reader')
    const refusal = refusalOf(
      await setAgent(agent.id, { connector: 'read-only-one', tool: 'write_file', policy: 'ask' }),
    )
    expect(refusal).toMatchObject({ code: 'invalid', details: { ceiling: 'block' } })
  })

  it('ROL-7: count for nothing where the account became stricter later', async () => {
    const connectorId = await h.connector({ slug: 'later-stricter', tools: files })
    const agent = await h.agent('Overruled')
    await setAgent(agent.id, { connector: connectorId, tool: 'write_file', policy: 'allow' })
    await setAccount({ connector: connectorId, tool: '*', policy: 'block' })
    const { db } = h.hub.services.database
    const rules = await loadRules({ db, accountId: h.accountId, agentId: agent.id })
    const accountRules = rules.account.get(connectorId)
    const agentRules = rules.agent.get(connectorId)
    const never = { held: false, refused: false, connectorReadOnly: false } as const
    const asked = { preset: 'open', accountRules, agentRules, ...never } as const
    const decide = (tool: keyof typeof files) => decidePolicy({ ...asked, tool, effect: files[tool] }).policy
    expect([decide('read_file'), decide('write_file')]).toEqual(['block', 'block'])
  })
})

it("SEC-6: removing an agent's rule leaves the account's and other agents' alone", async () => {
  const rule = { connector: 'removed-once', tool: 'write_file', policy: 'ask' }
  await h.connector({ slug: 'removed-once', tools: files })
  const [agent, other] = [await h.agent('Remover'), await h.agent('Keeper')]
  await Promise.all([setAccount(rule), setAgent(agent.id, rule), setAgent(other.id, rule)])
  await setAgent(agent.id, { ...rule, policy: null })
  expect(await rulesOf(`/agents/${agent.id}/policies`, 'removed-once')).toEqual({})
  expect(await rulesOf(`/agents/${other.id}/policies`, 'removed-once')).toEqual({ write_file: 'ask' })
  expect(await rulesOf('/policies', 'removed-once')).toEqual({ write_file: 'ask' })
})

describe('loaded rules', () => {
  it("SEC-6: hold the account's and the agent's apart, and nobody else's", async () => {
    const connectorId = await h.connector({ slug: 'loaded', tools: files })
    const [agent, other] = [await h.agent('Loaded'), await h.agent('Loaded too')]
    await setAccount({ connector: 'loaded', tool: '*', policy: 'ask' })
    await setAgent(agent.id, { connector: 'loaded', tool: 'write_file', policy: 'block' })
    await setAgent(other.id, { connector: 'loaded', tool: 'read_file', policy: 'block' })
    const rules = await loadRules({
      db: h.hub.services.database.db,
      accountId: h.accountId,
      agentId: agent.id,
    })
    expect(rules.account.get(connectorId)).toEqual(new Map([['*', 'ask']]))
    expect(rules.agent).toEqual(new Map([[connectorId, new Map([['write_file', 'block']])]]))
  })
})

describe('the audit log', () => {
  it('SEC-9: says who set which rule', async () => {
    const id = await h.connector({ slug: 'audited-rules', tools: files })
    const agent = await h.agent('Audited rules')
    await setAccount({ connector: id, tool: 'write_file', policy: 'ask' })
    await setAgent(agent.id, { connector: id, tool: 'write_file', policy: 'block' })
    await setAgent(agent.id, { connector: id, tool: 'write_file', policy: null })
    const rows = await h.hub.services.database.db
      .selectFrom('audit_events')
      .select(['action', 'agent_id', 'tool', 'detail'])
      .where('connector_id', '=', id)
      .orderBy('seq')
      .execute()
    expect(rows).toMatchObject([
      { action: 'policy.set', agent_id: null, tool: 'write_file', detail: { policy: 'ask' } },
      { action: 'policy.set', agent_id: agent.id, tool: 'write_file', detail: { policy: 'block' } },
      { action: 'policy.removed', agent_id: agent.id, tool: 'write_file', detail: { policy: null } },
    ])
  })
})
