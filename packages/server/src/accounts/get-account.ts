import type { Account } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import type { Context } from '../context.ts'
import { accountAnswer } from './account-answer.ts'
import { authorise } from '../authorise.ts'

/** The account that the credential belongs to. */
export async function getAccount({ ctx }: { ctx: Context }): Promise<z.input<typeof Account>> {
  authorise(ctx, 'read')
  return accountAnswer(ctx.db, ctx.accountId)
}
