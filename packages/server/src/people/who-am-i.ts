import type { LogInAnswer, Me } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise, permissionsOf, roleOf } from '../authorise.ts'
import type { Context, Services } from '../context.ts'
import { Refusal } from '../errors.ts'
import type { StartedSession } from './start-session.ts'

/** Who the credential belongs to, what it may do, and which accounts that person can switch to. */
export async function whoAmI({ ctx }: { ctx: Context }): Promise<z.input<typeof Me>> {
  authorise(ctx, 'read')
  const { actor, accountId, db } = ctx
  const { demo } = ctx.services.config
  const role = roleOf(actor)
  if (!role) throw new Refusal('forbidden', 'Only people and API keys have a login.')
  const { id, name } = await db
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  const permissions = permissionsOf(actor)
  if (actor.type !== 'member') {
    const readOnly = actor.type === 'api_key' && actor.readOnly
    const key = { id: actor.id, name: actor.name, read_only: readOnly }
    return {
      actor: 'api_key',
      key,
      account: { id, name },
      role,
      demo,
      permissions,
      accounts: [{ id, name, role }],
    }
  }
  const [user, accounts] = [await readUser(ctx, actor.id), await accountsOf(ctx, actor.id)]
  return { actor: 'member', user, account: { id, name }, role, demo, permissions, accounts }
}

/** What a login answers. The secret is shown only to who asked for a token; a browser has it in its cookie. */
export async function logInAnswer(
  services: Services,
  started: StartedSession,
): Promise<z.input<typeof LogInAnswer>> {
  const ctx = { accountId: started.accountId, actor: started.actor, db: services.database.db, services }
  const me = await whoAmI({ ctx })
  const token = started.kind === 'token' ? { token: started.secret } : {}
  return { me, ...token, expires_at: started.expiresAt.toISOString() }
}

function readUser({ db }: Context, userId: string) {
  return db
    .selectFrom('users')
    .select(['id', 'email', 'name'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
}

function accountsOf({ db }: Context, userId: string) {
  return db
    .selectFrom('members as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['a.id', 'a.name', 'm.role'])
    .where('m.user_id', '=', userId)
    .orderBy('m.created_at')
    .orderBy('a.id')
    .execute()
}
