import type { LogInInput } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db, Services } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { countTry, forgiveTry } from './limit-tries.ts'
import { verifyPassword } from './passwords.ts'
import { startSession } from './start-session.ts'
import type { Person, StartedSession } from './start-session.ts'

/** Where a login comes from. */
export interface Origin {
  clientAddress: string
  userAgent: string
}

interface LogIn {
  services: Services
  input: z.output<typeof LogInInput>
  from: Origin
}

/**
 * Logs a person in. An unknown e-mail and a wrong password answer alike and take as long.
 * @throws Refusal `unauthenticated`, `rate_limited`; `not_found` for an account they do not belong to.
 */
export async function logIn({ services, input, from }: LogIn): Promise<StartedSession> {
  const { db } = services.database
  const attempt = { email: input.email, clientAddress: from.clientAddress }
  await countTry(db, attempt)
  const user = await findUser(db, input.email)
  if (!(await verifyPassword(input.password, user?.password_hash)) || !user)
    throw new Refusal('unauthenticated', 'The e-mail address or the password is wrong.')
  await forgiveTry(db, attempt)
  const person = await chooseAccount(db, user, input.account_id)
  return startSession(services, person, { kind: input.kind, userAgent: from.userAgent })
}

/** The login of an e-mail address, however its letters are written. */
export function findUser(db: Db, email: string) {
  return db
    .selectFrom('users')
    .select(['id', 'name', 'email', 'password_hash'])
    .where(sql`lower(email)`, '=', email.trim().toLowerCase())
    .executeTakeFirst()
}

async function chooseAccount(
  db: Db,
  user: { id: string; name: string },
  wanted: string | undefined,
): Promise<Person> {
  const memberships = await db
    .selectFrom('members')
    .select(['account_id', 'role'])
    .where('user_id', '=', user.id)
    .orderBy('created_at')
    .orderBy('account_id')
    .execute()
  const chosen = wanted === undefined ? memberships[0] : memberships.find((one) => one.account_id === wanted)
  if (chosen) return { id: user.id, name: user.name, accountId: chosen.account_id, role: chosen.role }
  if (wanted !== undefined) throw notFound('account')
  throw new Refusal('forbidden', 'You belong to no account any more.', {
    hint: 'Ask an owner or admin for an invitation.',
  })
}
