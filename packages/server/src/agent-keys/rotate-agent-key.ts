import type { AgentKeyCreated } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { agentEndpoint } from '../agents/agent-answer.ts'
import { requireAgent } from '../agents/require-agent.ts'
import { refuseExpired } from '../api-keys/refuse-expired.ts'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { newSecret } from '../ids.ts'
import { agentKeyAnswer, selectAgentKeys } from './agent-key-answer.ts'

/**
 * Gives a key a new secret, which is in this answer and nowhere else; the one before ends on every node at once, and
 * the streams that it opened with it.
 * @throws Refusal `not_found` for the agent, or for a key it does not have; `conflict` when the key has expired.
 */
export async function rotateAgentKey({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string; key_id: string }
}): Promise<z.output<typeof AgentKeyCreated>> {
  authorise(ctx, 'agent_keys.manage')
  const { secret, hash, hint } = newSecret('agent')
  return commitChange(ctx, async (tx, record) => {
    const agent = await requireAgent(tx, ctx.accountId, input.id)
    const key = await tx
      .updateTable('agent_keys')
      .set({ token_hash: hash, hint, created_by: ctx.actor.id })
      .where('id', '=', input.key_id)
      .where('agent_id', '=', input.id)
      .where('account_id', '=', ctx.accountId)
      .where('revoked_at', 'is', null)
      .returning(['name', 'expires_at'])
      .executeTakeFirst()
    if (!key) throw notFound('key')
    refuseExpired(key)
    const detail = { key: input.key_id, name: key.name, agent }
    record({ action: 'agent_key.rotated', agentId: input.id, detail })
    const row = await selectAgentKeys(tx, ctx.accountId, input.id)
      .where('k.id', '=', input.key_id)
      .executeTakeFirstOrThrow()
    return { ...agentKeyAnswer(row), secret, endpoint: agentEndpoint(ctx, input.id) }
  })
}
