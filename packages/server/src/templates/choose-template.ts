import { sql } from 'kysely'
import type { Tx } from '../context.ts'
import { invalid } from '../errors.ts'
import { BLANK } from './starting-templates.ts'

/**
 * The template that an agent is to be made from: the one named, else the account's "Blank", else its oldest. It
 * stays until the transaction ends, so that the agent can refer to it.
 * @throws Refusal `invalid` for `template_id` when it is not the account's, or when the account has none.
 */
export async function chooseTemplate(tx: Tx, accountId: string, templateId: string | undefined) {
  const templates = tx
    .selectFrom('templates')
    .select(['id', 'name', 'instructions'])
    .where('account_id', '=', accountId)
    .forKeyShare()
  if (templateId !== undefined) {
    const named = await templates.where('id', '=', templateId).executeTakeFirst()
    if (named) return named
    throw invalid('template_id', 'There is no such template.', 'List the templates, or leave it out.')
  }
  const usual = await templates
    .orderBy(sql`name = ${BLANK}`, 'desc')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (usual) return usual
  throw invalid(
    'template_id',
    'The account has no template to make an agent from.',
    'Create a template first.',
  )
}
