import type { PoliciesInput } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import { holdAgent } from '../agents/require-agent.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { refuseLooser } from './account-ceiling.ts'
import { loadRules } from './load-rules.ts'
import { loadPolicies, loadPreset } from './policies-answer.ts'
import type { PoliciesAnswer } from './policies-answer.ts'
import { readRules } from './read-rules.ts'
import { storeRules } from './store-rules.ts'

/**
 * Sets the agent's rules that are given and leaves the others. They can only be stricter than the account's (ROL-7).
 * @throws Refusal `not_found`; `invalid`, naming the rule that is looser than the account's policy, or whose
 *   connector or tool does not exist.
 */
export async function setAgentPolicies({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof PoliciesInput> & { id: string }
}): Promise<PoliciesAnswer> {
  authorise(ctx, 'agents.edit')
  return commitChange(ctx, async (tx, record) => {
    await holdAgent(tx, ctx.accountId, input.id)
    const rules = await readRules(tx, ctx.accountId, input.rules)
    const preset = await loadPreset(tx, ctx.accountId)
    const { account } = await loadRules({ db: tx, accountId: ctx.accountId })
    for (const rule of rules) refuseLooser(rule, { preset, rules: account })
    await storeRules(tx, { accountId: ctx.accountId, agentId: input.id }, rules, record)
    return loadPolicies(tx, ctx.accountId, input.id)
  })
}
