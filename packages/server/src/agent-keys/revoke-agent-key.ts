import { sql } from 'kysely'
import { authorise } from '../authorise.ts'
import { requireAgent } from '../agents/require-agent.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'

/** Revokes a key, on every node at once. @throws Refusal `not_found` for the agent, or for a key it does not have. */
export async function revokeAgentKey({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string; key_id: string }
}): Promise<void> {
  authorise(ctx, 'agent_keys.manage')
  await commitChange(ctx, async (tx, record) => {
    const agent = await requireAgent(tx, ctx.accountId, input.id)
    const key = await tx
      .updateTable('agent_keys')
      .set({ revoked_at: sql`now()` })
      .where('id', '=', input.key_id)
      .where('agent_id', '=', input.id)
      .where('account_id', '=', ctx.accountId)
      .where('revoked_at', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (!key) throw notFound('key')
    const detail = { key: input.key_id, name: key.name, agent }
    record({ action: 'agent_key.revoked', agentId: input.id, detail })
  })
}
