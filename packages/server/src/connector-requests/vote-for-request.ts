import type { ConnectorRequest } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { commitChange } from '../audit/commit-change.ts'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { readRequestAnswer } from './request-answer.ts'
import { voterOf } from './voter-of.ts'

/** Says that one wants the app too; a second time changes nothing. @throws Refusal `not_found` */
export async function voteForRequest({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<z.input<typeof ConnectorRequest>> {
  authorise(ctx, 'connectors.request')
  await voteFor(ctx, input.id, '')
  return readRequestAnswer(ctx, input.id)
}

/** @throws Refusal `not_found` */
export async function voteFor(ctx: Context, id: string, note: string): Promise<void> {
  const { app, voted } = await readRequestAnswer(ctx, id)
  if (voted) return
  const voter_id = await voterOf(ctx)
  await commitChange(ctx, async (tx, record) => {
    await tx
      .insertInto('connector_request_votes')
      .values({ request_id: id, account_id: ctx.accountId, voter_id, note })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    record({ action: 'connector_request.voted', detail: { request: id, app } })
  })
}
