import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'

interface RevokeInvitation {
  ctx: Context
  input: { id: string }
}

/** Makes the link of an invitation useless. @throws Refusal `not_found`, also when it was accepted already. */
export async function revokeInvitation({ ctx, input }: RevokeInvitation): Promise<void> {
  authorise(ctx, 'members.manage')
  await commitChange(ctx, async (tx, record) => {
    const revoked = await tx
      .deleteFrom('invitations')
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', input.id)
      .where('accepted_at', 'is', null)
      .returning('email')
      .executeTakeFirst()
    if (!revoked) throw notFound('invitation')
    record({ action: 'invitation.revoked', detail: { email: revoked.email } })
  })
}
