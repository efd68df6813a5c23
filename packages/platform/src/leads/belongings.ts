import { sql } from 'kysely'
import { newId, notFound } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { requireClient } from './client-answer.ts'

/** What belongs to one lead: a note, a task, an attachment. Each has its table and its noun. */
const tables = { note: 'leads_notes', task: 'leads_tasks', attachment: 'leads_attachments' } as const

export type Belonging = keyof typeof tables

/** Deletes one. @throws ToolRefusal `not_found` */
export async function removeBelonging(ctx: AreaContext, noun: Belonging, id: string): Promise<void> {
  const gone = await ctx.db
    .deleteFrom(tables[noun])
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (Number(gone.numDeletedRows) === 0) throw notFound(noun)
}

/** The columns that every new one begins with. @throws ToolRefusal `not_found` for a lead that is not there */
export async function newBelonging(ctx: AreaContext, noun: Belonging, clientId: string) {
  await requireClient(ctx, clientId)
  return {
    account_id: ctx.accountId,
    id: newId(noun),
    client_id: clientId,
    author: JSON.stringify(ctx.actor),
    created_at: ctx.now,
  }
}

/** How many one lead has. */
export async function belongingsOf(ctx: AreaContext, noun: Belonging, clientId: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from ${sql.table(tables[noun])}
    where account_id = ${ctx.accountId} and client_id = ${clientId}`.execute(ctx.db)
  return rows[0]?.total ?? 0
}

/** How much goes with a lead (A2-11). */
export async function countBelongings(ctx: AreaContext, clientId: string) {
  return {
    notes: await belongingsOf(ctx, 'note', clientId),
    tasks: await belongingsOf(ctx, 'task', clientId),
    attachments: await belongingsOf(ctx, 'attachment', clientId),
  }
}

/** Gives what one lead has to another one. */
export async function moveBelongings(ctx: AreaContext, from: string, to: string): Promise<void> {
  for (const table of Object.values(tables))
    await ctx.db
      .updateTable(table)
      .set({ client_id: to })
      .where('account_id', '=', ctx.accountId)
      .where('client_id', '=', from)
      .execute()
}
