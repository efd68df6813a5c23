import { authorise } from '../authorise.ts'
import { revokeKeysMadeBy } from '../api-keys/revoke-keys-made-by.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context, Tx } from '../context.ts'
import { notFound } from '../errors.ts'
import { authoriseRole, keepAnOwner, lockRole } from './role-rules.ts'

interface RemoveMember {
  ctx: Context
  input: { id: string }
}

/**
 * Takes a person out of the account; everybody may take out themselves. Their sessions in the account end at
 * once, and so do the API keys they made, because they know them. Their login stays for their other accounts.
 * @throws Refusal `forbidden`, `not_found`; `conflict` for the last owner.
 */
export async function removeMember({ ctx, input }: RemoveMember): Promise<void> {
  const leaving = ctx.actor.type === 'member' && ctx.actor.id === input.id
  authorise(ctx, leaving ? 'read' : 'members.manage')
  await commitChange(ctx, async (tx, record) => {
    await keepAnOwner(tx, ctx.accountId, input.id)
    const role = await lockRole(tx, ctx.accountId, input.id)
    if (!role) throw notFound('member')
    if (!leaving) authoriseRole(ctx, role)
    await removeRows(tx, ctx.accountId, input.id)
    const revoked = await revokeKeysMadeBy(tx, ctx.accountId, input.id)
    record({ action: 'member.removed', detail: { user_id: input.id, role, revoked_keys: revoked } })
  })
}

async function removeRows(tx: Tx, accountId: string, userId: string): Promise<void> {
  await tx.deleteFrom('sessions').where('account_id', '=', accountId).where('user_id', '=', userId).execute()
  await tx.deleteFrom('members').where('account_id', '=', accountId).where('user_id', '=', userId).execute()
}
