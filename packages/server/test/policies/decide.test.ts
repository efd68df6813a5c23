import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decidePolicy, EVERY_TOOL, isLooser } from '../../src/policies/decide.ts'
import type { PolicyQuestion } from '../../src/policies/decide.ts'
import type { Effect, Policy, PolicyPreset } from '../../src/storage/tables.ts'

const tool = 'write_file'
const policies: Policy[] = ['allow', 'ask', 'block']
const presets: PolicyPreset[] = ['open', 'careful', 'read-only']
const effects: Effect[] = ['read', 'write', 'destructive']

type RuleText = Record<string, Policy>

interface Parts extends Partial<Omit<PolicyQuestion, 'accountRules' | 'agentRules'>> {
  account?: RuleText
  agent?: RuleText
}

function question({ account = {}, agent = {}, ...rest }: Parts): PolicyQuestion {
  const accountRules = new Map(Object.entries(account))
  const agentRules = new Map(Object.entries(agent))
  const never = { held: false, refused: false, connectorReadOnly: false } as const
  const usual = { preset: 'open', effect: 'write', ...never, tool } as const
  return { ...usual, accountRules, agentRules, ...rest }
}

const policy = fc.constantFrom(...policies)
const ruleTexts = fc.dictionary(fc.constantFrom(tool, EVERY_TOOL, 'another_tool'), policy)
const questions = fc
  .record({
    preset: fc.constantFrom(...presets),
    effect: fc.constantFrom(...effects),
    account: ruleTexts,
    agent: ruleTexts,
    held: fc.boolean(),
    refused: fc.boolean(),
    connectorReadOnly: fc.boolean(),
  })
  .map((parts) => ({ parts, asked: question(parts) }))

describe('what a preset says', () => {
  const expected: Record<PolicyPreset, Record<Effect, Policy>> = {
    open: { read: 'allow', write: 'allow', destructive: 'allow' },
    careful: { read: 'allow', write: 'ask', destructive: 'ask' },
    'read-only': { read: 'allow', write: 'block', destructive: 'block' },
  }
  it.each(presets.flatMap((preset) => effects.map((effect) => ({ preset, effect }))))(
    'SEC-6: $preset, a tool that is $effect',
    ({ preset, effect }) => {
      const decision = decidePolicy(question({ preset, effect }))
      expect(decision).toEqual({ policy: expected[preset][effect], because: 'preset' })
    },
  )
})

describe('which rule decides', () => {
  it.each<[string, Parts, Policy, string]>([
    [
      "the account's rule beats the preset, also when it is looser",
      { preset: 'read-only', account: { [tool]: 'allow' } },
      'allow',
      'account_rule',
    ],
    [
      'a rule for the tool beats the one for all',
      { account: { '*': 'block', [tool]: 'allow' } },
      'allow',
      'account_rule',
    ],
    [
      'the rule for all counts where there is no other',
      { account: { '*': 'ask', other: 'block' } },
      'ask',
      'account_rule',
    ],
    ["an agent's rule makes it stricter", { agent: { '*': 'ask' } }, 'ask', 'agent_rule'],
    [
      "an agent's rule for the tool beats its rule for all",
      { agent: { '*': 'block', [tool]: 'ask' } },
      'ask',
      'agent_rule',
    ],
    [
      "an agent's looser rule counts for nothing",
      { account: { [tool]: 'block' }, agent: { [tool]: 'allow' } },
      'block',
      'account_rule',
    ],
    ['a held definition asks', { held: true }, 'ask', 'held'],
    ['a held definition of a tool that reads does not', { held: true, effect: 'read' }, 'allow', 'preset'],
    ['a refused definition blocks, also what reads', { refused: true, effect: 'read' }, 'block', 'refused'],
    [
      'a blocked tool stays blocked while it is held',
      { held: true, account: { [tool]: 'block' } },
      'block',
      'account_rule',
    ],
    ['a read-only connector blocks', { connectorReadOnly: true }, 'block', 'read_only_connector'],
    [
      'a read-only connector lets tools that read pass',
      { connectorReadOnly: true, effect: 'read' },
      'allow',
      'preset',
    ],
  ])('SEC-6, SEC-8, CUS-24: %s', (_, asked, expectedPolicy, because) => {
    expect(decidePolicy(question(asked))).toEqual({ policy: expectedPolicy, because })
  })
})

it('SEC-6: a connector without rules follows the preset', () => {
  const decision = decidePolicy({ ...question({}), accountRules: undefined, agentRules: undefined })
  expect(decision).toEqual({ policy: 'allow', because: 'preset' })
})

describe('what always holds', () => {
  it("ROL-7: no agent is looser than its account, and an agent's rule is never ignored", () => {
    fc.assert(
      fc.property(questions, ({ parts, asked }) => {
        const { policy: decided } = decidePolicy(asked)
        const { policy: ceiling } = decidePolicy(question({ ...parts, agent: {} }))
        expect(isLooser(decided, ceiling)).toBe(false)
        const own = parts.agent?.[tool] ?? parts.agent?.[EVERY_TOOL] ?? 'allow'
        expect(isLooser(decided, own)).toBe(false)
      }),
    )
  })

  it('SEC-6: a rule for the tool makes the one for all irrelevant, on both levels', () => {
    fc.assert(
      fc.property(questions, policy, policy, policy, policy, ({ parts }, account, agent, all, otherAll) => {
        const decide = (every: Policy) =>
          decidePolicy(
            question({
              ...parts,
              account: { '*': every, [tool]: account },
              agent: { '*': every, [tool]: agent },
            }),
          )
        expect(decide(all)).toEqual(decide(otherAll))
      }),
    )
  })

  it('SEC-8: nothing but reading passes a read-only connector', () => {
    fc.assert(
      fc.property(questions, ({ asked }) => {
        const { policy: decided } = decidePolicy({ ...asked, connectorReadOnly: true })
        expect(asked.effect === 'read' || decided === 'block').toBe(true)
      }),
    )
  })

  it('CUS-24: a changed write tool never runs unasked, and holding loosens nothing', () => {
    fc.assert(
      fc.property(questions, ({ asked }) => {
        const held = decidePolicy({ ...asked, held: true }).policy
        expect(asked.effect === 'read' || held !== 'allow').toBe(true)
        expect(isLooser(held, decidePolicy({ ...asked, held: false }).policy)).toBe(false)
      }),
    )
  })

  it('SEC-6: the reason given is one that alone leads to the policy', () => {
    fc.assert(
      fc.property(questions, ({ parts, asked }) => {
        const { policy: decided, because } = decidePolicy(asked)
        const own = parts.agent?.[tool] ?? parts.agent?.[EVERY_TOOL]
        const ceiling = parts.account?.[tool] ?? parts.account?.[EVERY_TOOL]
        const evidence: Record<typeof because, boolean> = {
          preset: ceiling === undefined,
          account_rule: ceiling === decided,
          agent_rule: own === decided,
          held: asked.held && decided === 'ask',
          refused: asked.refused && decided === 'block',
          read_only_connector: asked.connectorReadOnly && decided === 'block',
        }
        expect(evidence[because]).toBe(true)
      }),
    )
  })
})
