import type { ConnectorRequest } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { voterOf } from './voter-of.ts'

function query({ db, accountId }: Context, voter: string) {
  return db
    .selectFrom('connector_requests as request')
    .selectAll('request')
    .select([
      sql<number>`(select count(*) from connector_request_votes v where v.request_id = request.id)`.as(
        'votes',
      ),
      sql<boolean>`exists (select from connector_request_votes v
        where v.request_id = request.id and v.voter_id = ${voter})`.as('voted'),
    ])
    .where('request.account_id', '=', accountId)
}

type Row = Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number]

/** What is wanted most comes first. */
export async function readRequestAnswers(ctx: Context): Promise<z.input<typeof ConnectorRequest>[]> {
  const rows = await query(ctx, await voterOf(ctx))
    .orderBy('votes', 'desc')
    .orderBy('request.id')
    .execute()
  return rows.map(toAnswer)
}

/** @throws Refusal `not_found` */
export async function readRequestAnswer(ctx: Context, id: string): Promise<z.input<typeof ConnectorRequest>> {
  const row = await query(ctx, await voterOf(ctx))
    .where('request.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('connector request')
  return toAnswer(row)
}

function toAnswer(row: Row): z.input<typeof ConnectorRequest> {
  return {
    id: row.id,
    app: row.app,
    note: row.note,
    status: row.status,
    votes: row.votes,
    voted: row.voted,
    requested_by: row.requested_by_name,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  }
}
