import type { Account, AccountInput } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'
import { accountAnswer } from './account-answer.ts'
import { addAccountRows } from './add-account-rows.ts'
import { authorise } from '../authorise.ts'

interface CreateAccount {
  ctx: Context
  input: z.output<typeof AccountInput>
}

/**
 * Makes a further account, owned by the person who asks. Everybody who is logged in may, because nothing of
 * the present account goes into it; the login stays where it is until it switches.
 * @throws Refusal `forbidden` for an API key.
 */
export async function createAccount({ ctx, input }: CreateAccount): Promise<z.input<typeof Account>> {
  authorise(ctx, 'read')
  if (ctx.actor.type !== 'member')
    throw new Refusal('forbidden', 'Only a person can make an account.', { hint: 'Log in, then try again.' })
  const id = newId('acc')
  const ownerId = ctx.actor.id
  const within: Context = { ...ctx, accountId: id, actor: { ...ctx.actor, role: 'owner' } }
  await commitChange(within, async (tx, record) => {
    await addAccountRows(tx, ctx.services, {
      id,
      name: input.name,
      policyPreset: input.policy_preset,
      ownerId,
    })
    record({ action: 'account.created', detail: { name: input.name, policy_preset: input.policy_preset } })
  })
  return accountAnswer(ctx.db, id)
}
