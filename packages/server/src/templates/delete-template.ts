import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'

/** So many agents are named in the refusal; `details.agents` holds them all. */
const NAMED = 5

/**
 * Deletes a template that no agent is made from.
 * @throws Refusal `not_found`; `conflict`, naming the agents that use it.
 */
export async function deleteTemplate({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  authorise(ctx, 'agents.edit')
  await commitChange(ctx, async (tx, record) => {
    // Locked, so that no agent is made from it between the look and the delete.
    const template = await tx
      .selectFrom('templates')
      .select('name')
      .where('id', '=', input.id)
      .where('account_id', '=', ctx.accountId)
      .forUpdate()
      .executeTakeFirst()
    if (!template) throw notFound('template')
    const agents = await tx
      .selectFrom('agents')
      .select(['id', 'name'])
      .where('template_id', '=', input.id)
      .where('account_id', '=', ctx.accountId)
      .orderBy('name')
      .execute()
    if (agents.length > 0) throw inUse(agents)
    await tx
      .deleteFrom('templates')
      .where('id', '=', input.id)
      .where('account_id', '=', ctx.accountId)
      .execute()
    record({ action: 'template.deleted', detail: { template: input.id, name: template.name } })
  })
}

function inUse(agents: { id: string; name: string }[]): Refusal {
  const names = agents
    .slice(0, NAMED)
    .map((agent) => `"${agent.name}"`)
    .join(', ')
  const more = agents.length > NAMED ? ` and ${agents.length - NAMED} more` : ''
  return new Refusal('conflict', `Agents are made from this template: ${names}${more}.`, {
    hint: 'Give them another template or delete them first.',
    details: { agents },
  })
}
