import type { TemplateInput } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { newId } from '../ids.ts'
import { setDefaultConnectors } from './default-connectors.ts'
import { withUniqueName } from './name-taken.ts'
import { loadTemplate } from './template-answer.ts'
import type { TemplateAnswer } from './template-answer.ts'

/**
 * A new template with its default connectors (AGT-4).
 * @throws Refusal `conflict` when the name is taken, `invalid` when a connector is not the account's.
 */
export async function createTemplate({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof TemplateInput>
}): Promise<TemplateAnswer> {
  authorise(ctx, 'agents.edit')
  const { connectors, ...fields } = input
  const id = newId('tpl')
  return withUniqueName('templates_name', 'template', () =>
    commitChange(ctx, async (tx, record) => {
      await tx
        .insertInto('templates')
        .values({ id, account_id: ctx.accountId, ...fields })
        .execute()
      await setDefaultConnectors(tx, { id, accountId: ctx.accountId }, connectors)
      record({ action: 'template.created', detail: { template: id, name: input.name } })
      return loadTemplate(tx, ctx.accountId, id)
    }),
  )
}
