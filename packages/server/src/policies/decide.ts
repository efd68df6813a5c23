import type { Effect, Policy, PolicyPreset } from '../storage/tables.ts'

/** The tool name that stands for every tool of a connector. */
export const EVERY_TOOL = '*'

/** One connector's rules: the server's own tool name, or `*`, to its policy. */
export type ConnectorRules = ReadonlyMap<string, Policy>

/** What is known of one tool when its policy is decided. */
export interface PolicyQuestion {
  preset: PolicyPreset
  /** The server's own name of the tool. */
  tool: string
  effect: Effect
  /** The account's rules for the tool's connector: the ceiling. */
  accountRules: ConnectorRules | undefined
  /** The agent's rules for the tool's connector. */
  agentRules: ConnectorRules | undefined
  /** A changed definition waits for a person (CUS-24). */
  held: boolean
  /** A person refused that definition: the server would run something that nobody accepted (CUS-24). */
  refused: boolean
  /** Only tools that read may be called (SEC-8). */
  connectorReadOnly: boolean
}

export interface PolicyDecision {
  policy: Policy
  /** What made it as strict as it is. */
  because: 'preset' | 'account_rule' | 'agent_rule' | 'held' | 'refused' | 'read_only_connector'
}

const strictness: Record<Policy, number> = { allow: 0, ask: 1, block: 2 }

/** What a preset says of tools that are not read-only; what reads is always allowed (DESIGN section 6). */
const presetForWrites: Record<PolicyPreset, Policy> = { open: 'allow', careful: 'ask', 'read-only': 'block' }

/** Whether `policy` lets more through than `other`. */
export function isLooser(policy: Policy, other: Policy): boolean {
  return strictness[policy] < strictness[other]
}

/**
 * What happens when an agent calls a tool. The account's rule (one for the tool beats `*`, which beats the preset)
 * is the ceiling; an agent's rule, a held or refused definition and a read-only connector can only make it stricter
 * (ROL-7).
 */
export function decidePolicy(question: PolicyQuestion): PolicyDecision {
  const { tool, effect } = question
  const accountRule = ruleFor(tool, question.accountRules)
  let decision: PolicyDecision = accountRule
    ? { policy: accountRule, because: 'account_rule' }
    : { policy: effect === 'read' ? 'allow' : presetForWrites[question.preset], because: 'preset' }
  const agentRule = ruleFor(tool, question.agentRules)
  if (agentRule) decision = stricter(decision, { policy: agentRule, because: 'agent_rule' })
  if (question.refused) decision = stricter(decision, { policy: 'block', because: 'refused' })
  if (effect === 'read') return decision
  if (question.held) decision = stricter(decision, { policy: 'ask', because: 'held' })
  if (question.connectorReadOnly)
    decision = stricter(decision, { policy: 'block', because: 'read_only_connector' })
  return decision
}

function ruleFor(tool: string, rules: ConnectorRules | undefined): Policy | undefined {
  return rules?.get(tool) ?? rules?.get(EVERY_TOOL)
}

function stricter(decision: PolicyDecision, other: PolicyDecision): PolicyDecision {
  return isLooser(decision.policy, other.policy) ? other : decision
}
