import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'

/** Deletes an agent with its toggles, keys and policies; its endpoint is gone at once. @throws Refusal `not_found`. */
export async function deleteAgent({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  authorise(ctx, 'agents.edit')
  await commitChange(ctx, async (tx, record) => {
    const agent = await tx
      .deleteFrom('agents')
      .where('id', '=', input.id)
      .where('account_id', '=', ctx.accountId)
      .returning('name')
      .executeTakeFirst()
    if (!agent) throw notFound('agent')
    // No foreign key leads here, because the account's own rules have no agent.
    await tx
      .deleteFrom('policies')
      .where('agent_id', '=', input.id)
      .where('account_id', '=', ctx.accountId)
      .execute()
    record({ action: 'agent.deleted', agentId: input.id, detail: { name: agent.name } })
  })
}
