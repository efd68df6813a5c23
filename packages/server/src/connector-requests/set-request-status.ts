import type { ConnectorRequest, ConnectorRequestPatch } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { commitChange } from '../audit/commit-change.ts'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { readRequestAnswer } from './request-answer.ts'

/** Says what becomes of a request (B17). @throws Refusal `not_found` */
export async function setRequestStatus({
  ctx,
  input: { id, status },
}: {
  ctx: Context
  input: z.output<typeof ConnectorRequestPatch> & { id: string }
}): Promise<z.input<typeof ConnectorRequest>> {
  authorise(ctx, 'connectors.manage')
  const present = await readRequestAnswer(ctx, id)
  if (present.status === status) return present
  await commitChange(ctx, async (tx, record) => {
    await tx
      .updateTable('connector_requests')
      .set({ status, updated_at: new Date() })
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', id)
      .execute()
    const { app, votes } = present
    record({
      action: `connector_request.${status === 'open' ? 'reopened' : status}`,
      detail: { request: id, app, votes },
    })
  })
  return readRequestAnswer(ctx, id)
}
