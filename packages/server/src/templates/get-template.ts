import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { loadTemplate } from './template-answer.ts'
import type { TemplateAnswer } from './template-answer.ts'

/** One template. @throws Refusal `not_found`. */
export async function getTemplate({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<TemplateAnswer> {
  authorise(ctx, 'read')
  return loadTemplate(ctx.db, ctx.accountId, input.id)
}
