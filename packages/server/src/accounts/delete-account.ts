import type { AccountDeletion } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { writeFailure } from '../audit/write-failure.ts'
import { authorise } from '../authorise.ts'
import type { Context, Tx } from '../context.ts'
import { invalid, notFound, Refusal } from '../errors.ts'
import { notifyNodesOfDeletion } from '../storage/changes.ts'

interface DeleteAccount {
  ctx: Context
  input: z.output<typeof AccountDeletion>
}

/**
 * Deletes the account with everything in it, its audit log included, and the logins that belong to no other account.
 * Its sessions and keys end at once on every node, and with them the streams that they opened; work that is queued
 * for it finds nothing to do. What apps granted is not taken back at their providers: that takes the credentials for
 * a day of retries, which go with the account.
 *
 * The log line is the only record, since the audit log that would hold it goes too.
 * @throws Refusal `forbidden` for everybody but owners; `invalid` for another name than the account's; `conflict` for
 *   the only account, without which nobody could log in; `unavailable` when it ran into another change.
 */
export async function deleteAccount({ ctx, input }: DeleteAccount): Promise<void> {
  authorise(ctx, 'owners.manage')
  const { accountId, actor, services } = ctx
  const { changedIn, logins } = await ctx.db
    .transaction()
    .execute((tx) => deleteRows(tx, accountId, input.name))
    .catch((error: unknown) => {
      throw writeFailure(error) === 'clash' ? busy(error) : error
    })
  services.changes.publish(accountId, changedIn)
  const by = { type: actor.type, id: actor.id, name: actor.name }
  services.log.warn({ account: accountId, name: input.name, by, logins }, 'an account was deleted')
}

async function deleteRows(tx: Tx, accountId: string, name: string) {
  // Two that go at the same moment would each see the other one stay.
  await sql`select 1 from installation where id = 1 for update`.execute(tx)
  await checkName(tx, accountId, name)
  await keepAnAccount(tx, accountId)
  const logins = await deleteLogins(tx, accountId)
  // Every table's rows go with it; see the foreign keys, and for the audit log its trigger.
  await tx.deleteFrom('accounts').where('id', '=', accountId).execute()
  return { logins, changedIn: await notifyNodesOfDeletion(tx, accountId) }
}

async function checkName(tx: Tx, accountId: string, name: string): Promise<void> {
  const account = await tx
    .selectFrom('accounts')
    .select('name')
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  if (!account) throw notFound('account')
  if (account.name !== name)
    throw invalid('name', 'is not the name of this account.', 'Repeat the name to the letter, to make sure.')
}

async function keepAnAccount(tx: Tx, accountId: string): Promise<void> {
  const other = await tx
    .selectFrom('accounts')
    .select('id')
    .where('id', '<>', accountId)
    .limit(1)
    .executeTakeFirst()
  if (!other)
    throw new Refusal('conflict', 'This is the only account here: without it nobody could log in.', {
      hint: 'Create another account first, or remove the whole installation with its database.',
    })
}

/** How many logins belonged to this account alone, and are gone. */
async function deleteLogins(tx: Tx, accountId: string): Promise<number> {
  const members = await tx
    .selectFrom('users')
    .select('id')
    .where('id', 'in', (eb) => eb.selectFrom('members').select('user_id').where('account_id', '=', accountId))
    .orderBy('id')
    // Whoever joins another account right now is waited for.
    .forUpdate()
    .execute()
  if (members.length === 0) return 0
  const gone = await tx
    .deleteFrom('users')
    .where(
      'id',
      'in',
      members.map(({ id }) => id),
    )
    .where('id', 'not in', (eb) =>
      eb.selectFrom('members').select('user_id').where('account_id', '<>', accountId),
    )
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

function busy(cause: unknown): Refusal {
  return new Refusal('unavailable', 'Something in the account was being changed at that moment.', {
    hint: 'Try again.',
    cause,
  })
}
