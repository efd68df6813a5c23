import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { recordSession } from './start-session.ts'

/** Ends the session at once. @throws Refusal `forbidden` for an API key, which is revoked instead. */
export async function logOut({ ctx }: { ctx: Context }): Promise<void> {
  authorise(ctx, 'read')
  const { actor, accountId } = ctx
  if (actor.type !== 'member')
    throw new Refusal('forbidden', 'Only a login can be ended here.', {
      hint: 'Revoke an API key under /keys.',
    })
  await ctx.db.transaction().execute(async (tx) => {
    await tx.deleteFrom('sessions').where('id', '=', actor.sessionId).execute()
    await recordSession(tx, { accountId, actor, action: 'session.ended' })
  })
}
