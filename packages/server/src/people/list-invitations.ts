import type { InvitationList } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { invitationAnswer } from './invitation-answer.ts'

/** Invitations that nobody has accepted, expired ones too. */
export async function listInvitations({ ctx }: { ctx: Context }): Promise<z.input<typeof InvitationList>> {
  authorise(ctx, 'members.manage')
  const open = await ctx.db
    .selectFrom('invitations')
    .selectAll()
    .where('account_id', '=', ctx.accountId)
    .where('accepted_at', 'is', null)
    .orderBy('created_at')
    .execute()
  return { items: open.map(invitationAnswer) }
}
