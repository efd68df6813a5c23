import { roleCovers, roleOf } from '../authorise.ts'
import type { Context, Tx } from '../context.ts'
import { Refusal } from '../errors.ts'
import type { Role } from '../storage/tables.ts'

/**
 * Lets the actor give a role, or take one away.
 * So only owners make or change owners.
 * @throws Refusal `forbidden` when the role is above the actor's own.
 */
export function authoriseRole(ctx: Context, role: Role): void {
  const own = roleOf(ctx.actor)
  if (own && !roleCovers(own, role))
    throw new Refusal('forbidden', `The role ${role} is above your own, which is ${own}.`, {
      hint: `Choose ${own} or less, or ask somebody with the role ${role}.`,
    })
}

/**
 * Keeps the last owner. Locks the owners, so that two who go at the same moment do not both see the other one.
 * @throws Refusal `conflict` when `userId` is the only owner.
 */
export async function keepAnOwner(tx: Tx, accountId: string, userId: string): Promise<void> {
  const owners = await tx
    .selectFrom('members')
    .select('user_id')
    .where('account_id', '=', accountId)
    .where('role', '=', 'owner')
    .orderBy('user_id')
    .forUpdate()
    .execute()
  if (owners.length === 1 && owners[0]?.user_id === userId)
    throw new Refusal('conflict', 'This is the only owner of the account.', {
      hint: 'Make somebody else an owner first.',
    })
}

/** The role that somebody has now, locked until the transaction ends. */
export async function lockRole(tx: Tx, accountId: string, userId: string): Promise<Role | undefined> {
  const member = await tx
    .selectFrom('members')
    .select('role')
    .where('account_id', '=', accountId)
    .where('user_id', '=', userId)
    .forUpdate()
    .executeTakeFirst()
  return member?.role
}
