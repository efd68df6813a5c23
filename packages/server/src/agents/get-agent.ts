import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { loadAgentDetail } from './agent-detail.ts'
import type { AgentDetailAnswer } from './agent-detail.ts'

/** One agent with its toggles (AGT-7, AGT-8) and hints. @throws Refusal `not_found`. */
export async function getAgent({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<AgentDetailAnswer> {
  authorise(ctx, 'read')
  return loadAgentDetail(ctx, ctx.db, input.id)
}
