import type { AgentKeyCreated, AgentKeyInput } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import { agentEndpoint } from '../agents/agent-answer.ts'
import { holdAgent } from '../agents/require-agent.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { invalid } from '../errors.ts'
import { newId, newSecret } from '../ids.ts'
import { agentKeyAnswer, selectAgentKeys } from './agent-key-answer.ts'

/**
 * A key that opens one agent's MCP endpoint. Its secret is in this answer and nowhere else.
 * @throws Refusal `not_found`; `invalid` when it would have expired already.
 */
export async function createAgentKey({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof AgentKeyInput> & { id: string }
}): Promise<z.output<typeof AgentKeyCreated>> {
  authorise(ctx, 'agent_keys.manage')
  const expires_at = input.expires_at === undefined ? null : new Date(input.expires_at)
  if (expires_at && expires_at.getTime() <= Date.now())
    throw invalid(
      'expires_at',
      'is in the past.',
      'Give a time to come, or leave it out for a key without an end.',
    )
  const id = newId('ak')
  const { secret, hash, hint } = newSecret('agent')
  return commitChange(ctx, async (tx, record) => {
    const agent = await holdAgent(tx, ctx.accountId, input.id)
    await tx
      .insertInto('agent_keys')
      .values({
        id,
        account_id: ctx.accountId,
        agent_id: input.id,
        name: input.name,
        token_hash: hash,
        hint,
        created_by: ctx.actor.id,
        expires_at,
      })
      .execute()
    record({ action: 'agent_key.created', agentId: input.id, detail: { key: id, name: input.name, agent } })
    const row = await selectAgentKeys(tx, ctx.accountId, input.id)
      .where('k.id', '=', id)
      .executeTakeFirstOrThrow()
    return { ...agentKeyAnswer(row), secret, endpoint: agentEndpoint(ctx, input.id) }
  })
}
