import { authorise } from '../authorise.ts'
import { requireAgent } from '../agents/require-agent.ts'
import type { Context } from '../context.ts'
import { loadPolicies } from './policies-answer.ts'
import type { PoliciesAnswer } from './policies-answer.ts'

/** An agent's own rules, which make it stricter than its account. @throws Refusal `not_found`. */
export async function listAgentPolicies({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<PoliciesAnswer> {
  authorise(ctx, 'read')
  await requireAgent(ctx.db, ctx.accountId, input.id)
  return loadPolicies(ctx.db, ctx.accountId, input.id)
}
