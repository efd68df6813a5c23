import type { CloneInput } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context, Tx } from '../context.ts'
import { notFound } from '../errors.ts'
import { newId } from '../ids.ts'
import { withUniqueName } from '../templates/name-taken.ts'
import { loadSavedAgent } from './agent-detail.ts'
import type { AgentSavedAnswer } from './agent-detail.ts'

/**
 * A copy under another name: template, texts, toggles and policies, but no keys (AGT-13). Connections belong to the
 * account, so there are none to copy.
 * @throws Refusal `not_found`; `conflict` when the name is taken.
 */
export async function cloneAgent({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof CloneInput> & { id: string }
}): Promise<AgentSavedAnswer> {
  authorise(ctx, 'agents.edit')
  const id = newId('agt')
  return withUniqueName('agents_name', 'agent', () =>
    commitChange(ctx, async (tx, record) => {
      const original = await tx
        .selectFrom('agents')
        .select(['account_id', 'template_id', 'name', 'description', 'instructions', 'platform_tools'])
        .where('id', '=', input.id)
        .where('account_id', '=', ctx.accountId)
        .forKeyShare()
        .executeTakeFirst()
      if (!original) throw notFound('agent')
      await tx
        .insertInto('agents')
        .values({ ...original, id, name: input.name, created_by: ctx.actor.id })
        .execute()
      await copyToggles(tx, ctx.accountId, input.id, id)
      await copyPolicies(tx, ctx.accountId, input.id, id)
      const from = { id: input.id, name: original.name }
      record({ action: 'agent.cloned', agentId: id, detail: { name: input.name, from } })
      return loadSavedAgent(ctx, tx, id)
    }),
  )
}

async function copyToggles(tx: Tx, accountId: string, from: string, to: string): Promise<void> {
  await tx
    .insertInto('toggles')
    .columns(['agent_id', 'account_id', 'connector_id', 'state'])
    .expression((eb) =>
      eb
        .selectFrom('toggles')
        .where('agent_id', '=', from)
        .where('account_id', '=', accountId)
        .select((s) => [s.val(to).as('agent_id'), 'account_id', 'connector_id', 'state']),
    )
    .execute()
}

async function copyPolicies(tx: Tx, accountId: string, from: string, to: string): Promise<void> {
  await tx
    .insertInto('policies')
    .columns(['agent_id', 'account_id', 'connector_id', 'tool', 'policy'])
    .expression((eb) =>
      eb
        .selectFrom('policies')
        .where('agent_id', '=', from)
        .where('account_id', '=', accountId)
        .select((s) => [s.val(to).as('agent_id'), 'account_id', 'connector_id', 'tool', 'policy']),
    )
    .execute()
}
