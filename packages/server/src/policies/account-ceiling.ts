import { Refusal } from '../errors.ts'
import type { Effect, Policy, PolicyPreset } from '../storage/tables.ts'
import { decidePolicy, isLooser } from './decide.ts'
import type { Rules } from './load-rules.ts'
import type { CheckedRule } from './read-rules.ts'

/** The account's side of the matter: what every agent of it stays below. */
export interface Ceiling {
  preset: PolicyPreset
  rules: Rules['account']
}

const effects: Effect[] = ['read', 'write', 'destructive']
const policies: Policy[] = ['allow', 'ask', 'block']

/**
 * Refuses an agent's rule that is looser than what the account says of the same tool (ROL-7). A rule for `*` meets
 * tools of which the account says different things: it is refused when it is looser for some and stricter for none,
 * so that "reads ask" can be said where writes are blocked.
 * @throws Refusal `invalid`, naming the field and the account's policy.
 */
export function refuseLooser(rule: CheckedRule, ceiling: Ceiling): void {
  const { policy } = rule
  if (policy === null) return
  const results = accountResults(rule, ceiling)
  if (isAcceptable(policy, results)) return
  const limit = results.reduce((strictest, result) => (isLooser(strictest, result) ? result : strictest))
  const field = `${rule.field}.policy`
  const what = rule.effect ? `${rule.tool} of ${rule.connector.name}` : `tools of ${rule.connector.name}`
  const message = `${policy} is looser than the account's ${limit} for ${what}.`
  const hint = `An agent may only be stricter than its account. Use ${limit} or stricter, or ask an admin to change the account's policy.`
  const valid_values = policies.filter((candidate) => isAcceptable(candidate, results))
  throw new Refusal('invalid', `${field}: ${message}`, {
    issues: [{ field, message, hint, valid_values }],
    details: { ceiling: limit },
  })
}

/** What the account alone says of the tools that the rule covers: one result for each effect that they may have. */
function accountResults(rule: CheckedRule, ceiling: Ceiling): Policy[] {
  return (rule.effect ? [rule.effect] : effects).map(
    (effect) =>
      decidePolicy({
        preset: ceiling.preset,
        tool: rule.tool,
        effect,
        accountRules: ceiling.rules.get(rule.connector.id),
        agentRules: undefined,
        held: false,
        refused: false,
        connectorReadOnly: rule.connector.read_only,
      }).policy,
  )
}

function isAcceptable(policy: Policy, results: Policy[]): boolean {
  return (
    results.some((result) => isLooser(result, policy)) || !results.some((result) => isLooser(policy, result))
  )
}
