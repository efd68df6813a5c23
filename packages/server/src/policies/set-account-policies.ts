import type { PoliciesInput } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { ACCOUNT_ITSELF } from './load-rules.ts'
import { loadPolicies } from './policies-answer.ts'
import type { PoliciesAnswer } from './policies-answer.ts'
import { readRules } from './read-rules.ts'
import { storeRules } from './store-rules.ts'

/**
 * Sets the account's rules that are given and leaves the others (SEC-6). Rules of agents that are looser now stay
 * stored and count for nothing, because the stricter of the two decides.
 * @throws Refusal `invalid`, naming the rule whose connector or tool does not exist.
 */
export async function setAccountPolicies({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof PoliciesInput>
}): Promise<PoliciesAnswer> {
  authorise(ctx, 'policies.manage')
  return commitChange(ctx, async (tx, record) => {
    const rules = await readRules(tx, ctx.accountId, input.rules)
    await storeRules(tx, { accountId: ctx.accountId, agentId: ACCOUNT_ITSELF }, rules, record)
    return loadPolicies(tx, ctx.accountId, ACCOUNT_ITSELF)
  })
}
