import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { selectTemplates, templateAnswer } from './template-answer.ts'
import type { TemplateAnswer } from './template-answer.ts'

/** The account's templates by name. */
export async function listTemplates({ ctx }: { ctx: Context }): Promise<{ items: TemplateAnswer[] }> {
  authorise(ctx, 'read')
  const rows = await selectTemplates(ctx.db, ctx.accountId)
    .orderBy((eb) => eb.fn('lower', ['templates.name']))
    .orderBy('templates.id')
    .execute()
  return { items: rows.map(templateAnswer) }
}
