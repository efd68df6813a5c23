import type { Template } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../context.ts'
import { notFound } from '../errors.ts'

export type TemplateAnswer = z.output<typeof Template>

/** The account's templates, each with its default connectors and the number of agents made from it. */
export function selectTemplates(db: Db, accountId: string) {
  return db
    .selectFrom('templates')
    .where('templates.account_id', '=', accountId)
    .select([
      'templates.id',
      'templates.name',
      'templates.description',
      'templates.instructions',
      'templates.platform_tools',
      'templates.version',
      'templates.created_at',
      'templates.updated_at',
      sql<string[]>`array(select connector_id from template_connectors
        where template_id = templates.id and account_id = templates.account_id order by connector_id)`.as(
        'connectors',
      ),
      sql<number>`(select count(*) from agents
        where template_id = templates.id and account_id = templates.account_id)`.as('agent_count'),
    ])
}

type TemplateRow = Awaited<ReturnType<ReturnType<typeof selectTemplates>['execute']>>[number]

/** A template as the API shows it. */
export function templateAnswer(row: TemplateRow): TemplateAnswer {
  return { ...row, created_at: row.created_at.toISOString(), updated_at: row.updated_at.toISOString() }
}

/** One template. @throws Refusal `not_found`. */
export async function loadTemplate(db: Db, accountId: string, id: string): Promise<TemplateAnswer> {
  const row = await selectTemplates(db, accountId).where('templates.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('template')
  return templateAnswer(row)
}
