import type { TemplatePatch } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { setDefaultConnectors } from './default-connectors.ts'
import { withUniqueName } from './name-taken.ts'
import { loadTemplate } from './template-answer.ts'
import type { TemplateAnswer } from './template-answer.ts'

/**
 * Changes what is given. A new set of default connectors moves the agents that inherit and leaves the toggles
 * that agents set themselves (AGT-5).
 * @throws Refusal `not_found`; `version_conflict` with the present template in `details.current`; `conflict` when
 *   the name is taken; `invalid` when a connector is not the account's.
 */
export async function updateTemplate({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof TemplatePatch> & { id: string }
}): Promise<TemplateAnswer> {
  authorise(ctx, 'agents.edit')
  const { id, version, connectors, ...fields } = input
  return withUniqueName('templates_name', 'template', () =>
    commitChange(ctx, async (tx, record) => {
      const saved = await tx
        .updateTable('templates')
        .set({ ...fields, version: version + 1, updated_at: sql`now()` })
        .where('id', '=', id)
        .where('account_id', '=', ctx.accountId)
        .where('version', '=', version)
        .returning('name')
        .executeTakeFirst()
      if (!saved) throw staleTemplate(await loadTemplate(tx, ctx.accountId, id))
      if (connectors) await setDefaultConnectors(tx, { id, accountId: ctx.accountId }, connectors)
      const changed = Object.keys({ ...fields, ...(connectors && { connectors }) })
      record({ action: 'template.updated', detail: { template: id, name: saved.name, changed } })
      return loadTemplate(tx, ctx.accountId, id)
    }),
  )
}

function staleTemplate(current: TemplateAnswer): Refusal {
  return new Refusal('version_conflict', 'Somebody saved this template in between.', {
    hint: `Look at the present one (version ${current.version}) and save again with its version.`,
    details: { current },
  })
}
