import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { loadSavedAgent } from './agent-detail.ts'
import type { AgentSavedAnswer } from './agent-detail.ts'
import { bumpVersion } from './bump-version.ts'

/** "Reset to default": every connector and the big toggle follow the template again (AGT-6). @throws Refusal `not_found`. */
export async function resetToggles({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<AgentSavedAnswer> {
  authorise(ctx, 'agents.edit')
  return commitChange(ctx, async (tx, record) => {
    if (!(await bumpVersion(ctx, tx, input.id))) throw notFound('agent')
    const cleared = await tx
      .deleteFrom('toggles')
      .where('agent_id', '=', input.id)
      .where('account_id', '=', ctx.accountId)
      .returning(['connector_id', 'state'])
      .execute()
    await tx
      .updateTable('agents')
      .set({ platform_tools: null })
      .where('id', '=', input.id)
      .where('account_id', '=', ctx.accountId)
      .execute()
    record({ action: 'agent.toggles_reset', agentId: input.id, detail: { cleared } })
    return loadSavedAgent(ctx, tx, input.id)
  })
}
