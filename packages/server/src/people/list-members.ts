import type { MemberList } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { memberAnswer, selectMembers } from './member-answer.ts'

/** Who belongs to the account. */
export async function listMembers({ ctx }: { ctx: Context }): Promise<z.input<typeof MemberList>> {
  authorise(ctx, 'read')
  const members = await selectMembers(ctx.db, ctx.accountId).execute()
  return { items: members.map(memberAnswer) }
}
