import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { ACCOUNT_ITSELF } from './load-rules.ts'
import { loadPolicies } from './policies-answer.ts'
import type { PoliciesAnswer } from './policies-answer.ts'

/** The account's preset and its rules: the ceiling for every agent. */
export async function listAccountPolicies({ ctx }: { ctx: Context }): Promise<PoliciesAnswer> {
  authorise(ctx, 'read')
  return loadPolicies(ctx.db, ctx.accountId, ACCOUNT_ITSELF)
}
