import type { AgentInput } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context, Tx } from '../context.ts'
import { newId } from '../ids.ts'
import { chooseTemplate } from '../templates/choose-template.ts'
import { withUniqueName } from '../templates/name-taken.ts'
import { loadSavedAgent } from './agent-detail.ts'
import type { AgentSavedAnswer } from './agent-detail.ts'

/**
 * A new agent. Its connectors are its template's (AGT-4), unless the account starts new agents with everything on
 * (CONFLICT X13). Its instructions are the template's when none are given.
 * @throws Refusal `conflict` when the name is taken, `invalid` when the template is not the account's.
 */
export async function createAgent({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof AgentInput>
}): Promise<AgentSavedAnswer> {
  authorise(ctx, 'agents.edit')
  const id = newId('agt')
  return withUniqueName('agents_name', 'agent', () =>
    commitChange(ctx, async (tx, record) => {
      const template = await chooseTemplate(tx, ctx.accountId, input.template_id)
      await tx
        .insertInto('agents')
        .values({
          id,
          account_id: ctx.accountId,
          template_id: template.id,
          name: input.name,
          description: input.description,
          instructions: input.instructions || template.instructions,
          created_by: ctx.actor.id,
        })
        .execute()
      await turnOnByDefault(tx, ctx.accountId, id)
      record({ action: 'agent.created', agentId: id, detail: { name: input.name, template: template.name } })
      return loadSavedAgent(ctx, tx, id)
    }),
  )
}

/** The account's setting counts for new agents only, so it becomes the agent's own toggles once. */
async function turnOnByDefault(tx: Tx, accountId: string, agentId: string): Promise<void> {
  await tx
    .insertInto('toggles')
    .columns(['agent_id', 'account_id', 'connector_id', 'state'])
    .expression((eb) =>
      eb
        .selectFrom('connectors')
        .innerJoin('accounts', 'accounts.id', 'connectors.account_id')
        .where('accounts.id', '=', accountId)
        .where('accounts.default_on', '=', true)
        .select((s) => [
          s.val(agentId).as('agent_id'),
          'accounts.id',
          'connectors.id',
          s.val('on').as('state'),
        ]),
    )
    .execute()
}
