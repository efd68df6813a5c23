import { authorise } from '../authorise.ts'
import { requireAgent } from '../agents/require-agent.ts'
import type { Context } from '../context.ts'
import { agentKeyAnswer, selectAgentKeys } from './agent-key-answer.ts'
import type { AgentKeyAnswer } from './agent-key-answer.ts'

/** An agent's keys, oldest first, expired ones too. @throws Refusal `not_found`. */
export async function listAgentKeys({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<{ items: AgentKeyAnswer[] }> {
  authorise(ctx, 'agent_keys.manage')
  await requireAgent(ctx.db, ctx.accountId, input.id)
  const rows = await selectAgentKeys(ctx.db, ctx.accountId, input.id).execute()
  return { items: rows.map(agentKeyAnswer) }
}
