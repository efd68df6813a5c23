import type { InvitationCreated, InvitationInput } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context, Tx } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId, newSecret } from '../ids.ts'
import { invitationAnswer } from './invitation-answer.ts'
import { authoriseRole } from './role-rules.ts'

const LIFETIME_MS = 7 * 24 * 60 * 60_000

interface CreateInvitation {
  ctx: Context
  input: z.output<typeof InvitationInput>
}

/**
 * Invites an e-mail address for seven days; an open invitation of the same address is replaced.
 * @throws Refusal `forbidden` for a role above the actor's own; `conflict` when they are a member already.
 */
export async function createInvitation({
  ctx,
  input,
}: CreateInvitation): Promise<z.input<typeof InvitationCreated>> {
  authorise(ctx, 'members.manage')
  authoriseRole(ctx, input.role)
  const { secret, hash } = newSecret('invite')
  const row = await commitChange(ctx, async (tx, record) => {
    await refuseMember(tx, ctx.accountId, input.email)
    await dropOpen(tx, ctx.accountId, input.email)
    record({ action: 'invitation.created', detail: { email: input.email, role: input.role } })
    return tx
      .insertInto('invitations')
      .values({
        id: newId('inv'),
        account_id: ctx.accountId,
        email: input.email,
        role: input.role,
        token_hash: hash,
        invited_by: ctx.actor.name,
        expires_at: new Date(Date.now() + LIFETIME_MS),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
  })
  return { ...invitationAnswer(row), link: `${ctx.services.publicUrl()}/accept-invitation?token=${secret}` }
}

async function refuseMember(tx: Tx, accountId: string, email: string): Promise<void> {
  const member = await tx
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select('m.role')
    .where('m.account_id', '=', accountId)
    .where(sql`lower(u.email)`, '=', email.toLowerCase())
    .executeTakeFirst()
  if (member)
    throw new Refusal('conflict', `${email} is a member already, with the role ${member.role}.`, {
      hint: 'Change the role of the member instead.',
    })
}

async function dropOpen(tx: Tx, accountId: string, email: string): Promise<void> {
  // Two who invite the same address at once would otherwise both find nothing to replace.
  await sql`select 1 from accounts where id = ${accountId} for update`.execute(tx)
  await tx
    .deleteFrom('invitations')
    .where('account_id', '=', accountId)
    .where(sql`lower(email)`, '=', email.toLowerCase())
    .where('accepted_at', 'is', null)
    .execute()
}
