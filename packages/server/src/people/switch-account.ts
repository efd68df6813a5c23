import type { Me, SwitchAccountInput } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { recordSession } from './start-session.ts'
import { whoAmI } from './who-am-i.ts'

interface SwitchAccount {
  ctx: Context
  input: z.output<typeof SwitchAccountInput>
}

/** Moves this login to another account of the person. @throws Refusal `not_found` when they do not belong to it. */
export async function switchAccount({ ctx, input }: SwitchAccount): Promise<z.input<typeof Me>> {
  authorise(ctx, 'read')
  const { actor } = ctx
  if (actor.type !== 'member')
    throw new Refusal('forbidden', 'An API key belongs to one account.', {
      hint: 'Use a key of the other account.',
    })
  const membership = await ctx.db
    .selectFrom('members')
    .select('role')
    .where('account_id', '=', input.account_id)
    .where('user_id', '=', actor.id)
    .executeTakeFirst()
  if (!membership) throw notFound('account')
  const moved = { ...ctx, accountId: input.account_id, actor: { ...actor, role: membership.role } }
  await ctx.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('sessions')
      .set({ account_id: input.account_id })
      .where('id', '=', actor.sessionId)
      .execute()
    await recordSession(tx, { accountId: moved.accountId, actor: moved.actor, action: 'session.started' })
  })
  return whoAmI({ ctx: moved })
}
