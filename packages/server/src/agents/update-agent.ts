import type { AgentPatch } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { chooseTemplate } from '../templates/choose-template.ts'
import { withUniqueName } from '../templates/name-taken.ts'
import { loadSavedAgent, refuseStale } from './agent-detail.ts'
import type { AgentSavedAnswer } from './agent-detail.ts'

/** The big toggle as it is stored; area toggles stay as they are and count again when it is off (PLT-6). */
const ownWord = { on: true, off: false, inherit: null }

/**
 * Changes what is given. Another template changes what the agent inherits; its own toggles stay.
 * @throws Refusal `not_found`; `version_conflict` with the present agent in `details.current`; `conflict` when the
 *   name is taken; `invalid` when the template is not the account's.
 */
export async function updateAgent({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof AgentPatch> & { id: string }
}): Promise<AgentSavedAnswer> {
  authorise(ctx, 'agents.edit')
  const { id, version, template_id, platform_tools, ...fields } = input
  return withUniqueName('agents_name', 'agent', () =>
    commitChange(ctx, async (tx, record) => {
      const saved = await tx
        .updateTable('agents')
        .set({
          ...fields,
          ...(platform_tools !== undefined && { platform_tools: ownWord[platform_tools] }),
          version: version + 1,
          updated_at: sql`now()`,
        })
        .where('id', '=', id)
        .where('account_id', '=', ctx.accountId)
        .where('version', '=', version)
        .returning('name')
        .executeTakeFirst()
      if (!saved) return refuseStale(ctx, tx, id)
      if (template_id !== undefined) {
        const template = await chooseTemplate(tx, ctx.accountId, template_id)
        await tx
          .updateTable('agents')
          .set({ template_id: template.id })
          .where('id', '=', id)
          .where('account_id', '=', ctx.accountId)
          .execute()
      }
      const changed = Object.keys(input).filter((field) => field !== 'id' && field !== 'version')
      record({ action: 'agent.updated', agentId: id, detail: { name: saved.name, changed } })
      return loadSavedAgent(ctx, tx, id)
    }),
  )
}
