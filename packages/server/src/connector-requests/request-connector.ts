import { apps } from '@jackfield/catalog'
import type { ConnectorRequest, ConnectorRequestInput } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { commitChange } from '../audit/commit-change.ts'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { appKey } from './app-key.ts'
import { readRequestAnswer } from './request-answer.ts'
import { voteFor } from './vote-for-request.ts'
import { voterOf } from './voter-of.ts'

interface RequestConnector {
  ctx: Context
  input: z.output<typeof ConnectorRequestInput>
}

/**
 * Asks for an app that the catalog does not have (CAT-16). Where somebody of the account asked for it before, this is
 * a vote for that request; its answer then is the older one.
 * @throws Refusal `conflict` when the catalog has the app
 */
export async function requestConnector({
  ctx,
  input,
}: RequestConnector): Promise<z.input<typeof ConnectorRequest>> {
  authorise(ctx, 'connectors.request')
  const key = appKey(input.app)
  refuseKnown(key)
  const id = (await findRequest(ctx, key)) ?? (await insertRequest(ctx, key, input))
  await voteFor(ctx, id, input.note)
  return readRequestAnswer(ctx, id)
}

function refuseKnown(key: string): void {
  const app = apps.find(({ slug, name }) => key === slug || key === appKey(name))
  if (app)
    throw new Refusal('conflict', `${app.name} is in the catalog already.`, {
      hint: 'Connect it; nobody needs to ask for it.',
    })
}

async function findRequest({ db, accountId }: Context, key: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('connector_requests')
    .select('id')
    .where('account_id', '=', accountId)
    .where('app_key', '=', key)
    .executeTakeFirst()
  return row?.id
}

/** With the requester's vote. */
async function insertRequest(
  ctx: Context,
  key: string,
  { app, note }: RequestConnector['input'],
): Promise<string> {
  const id = newId('req')
  const { accountId: account_id, actor } = ctx
  const voter_id = await voterOf(ctx)
  return commitChange(ctx, async (tx, record) => {
    const inserted = await tx
      .insertInto('connector_requests')
      .values({
        id,
        account_id,
        app,
        app_key: key,
        note,
        requested_by: voter_id,
        requested_by_name: actor.name,
      })
      // Somebody asked for it at the same moment: theirs counts.
      .onConflict((conflict) => conflict.columns(['account_id', 'app_key']).doUpdateSet({ app_key: key }))
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('connector_request_votes')
      .values({ request_id: inserted.id, account_id, voter_id, note })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const action = inserted.id === id ? 'connector_request.created' : 'connector_request.voted'
    record({ action, detail: { request: inserted.id, app } })
    return inserted.id
  })
}
