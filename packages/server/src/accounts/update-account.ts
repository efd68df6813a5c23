import type { Account, AccountPatch } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { accountAnswer } from './account-answer.ts'
import { authorise } from '../authorise.ts'

interface UpdateAccount {
  ctx: Context
  input: z.output<typeof AccountPatch>
}

/** Changes the account's name, its policy preset, or how new agents start. Absent fields stay. */
export async function updateAccount({ ctx, input }: UpdateAccount): Promise<z.input<typeof Account>> {
  authorise(ctx, 'account.manage')
  if (Object.values(input).some((value) => value !== undefined))
    await commitChange(ctx, async (tx, record) => {
      await tx.updateTable('accounts').set(input).where('id', '=', ctx.accountId).execute()
      record({ action: 'account.updated', detail: { changed: input } })
    })
  return accountAnswer(ctx.db, ctx.accountId)
}
