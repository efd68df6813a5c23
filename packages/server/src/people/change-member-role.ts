import type { Member, MemberPatch } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import { revokeKeysMadeBy } from '../api-keys/revoke-keys-made-by.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { memberAnswer, selectMembers } from './member-answer.ts'
import { authoriseRole, keepAnOwner, lockRole } from './role-rules.ts'

interface ChangeMemberRole {
  ctx: Context
  input: { id: string } & z.output<typeof MemberPatch>
}

/**
 * Gives a member another role. API keys that the member made and that would now be above the member's own role
 * are revoked: whoever knows such a key could take the old role back.
 * @throws Refusal `forbidden`, `not_found`; `conflict` for the last owner.
 */
export async function changeMemberRole({ ctx, input }: ChangeMemberRole): Promise<z.input<typeof Member>> {
  authorise(ctx, 'members.manage')
  authoriseRole(ctx, input.role)
  await commitChange(ctx, async (tx, record) => {
    if (input.role !== 'owner') await keepAnOwner(tx, ctx.accountId, input.id)
    const before = await lockRole(tx, ctx.accountId, input.id)
    if (!before) throw notFound('member')
    authoriseRole(ctx, before)
    await tx
      .updateTable('members')
      .set({ role: input.role })
      .where('account_id', '=', ctx.accountId)
      .where('user_id', '=', input.id)
      .execute()
    const revoked = await revokeKeysMadeBy(tx, ctx.accountId, input.id, input.role)
    const detail = { user_id: input.id, before, after: input.role, revoked_keys: revoked }
    record({ action: 'member.role_changed', detail })
  })
  const changed = selectMembers(ctx.db, ctx.accountId).where('m.user_id', '=', input.id)
  return memberAnswer(await changed.executeTakeFirstOrThrow(() => notFound('member')))
}
