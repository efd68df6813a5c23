import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { agentAnswer, selectAgents } from './agent-answer.ts'
import type { AgentAnswer } from './agent-answer.ts'

/** The account's agents by name. */
export async function listAgents({ ctx }: { ctx: Context }): Promise<{ items: AgentAnswer[] }> {
  authorise(ctx, 'read')
  const rows = await selectAgents(ctx.db, ctx.accountId)
    .orderBy((eb) => eb.fn('lower', ['agents.name']))
    .orderBy('agents.id')
    .execute()
  return { items: rows.map((row) => agentAnswer(ctx, row)) }
}
