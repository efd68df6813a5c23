import type { AcceptInvitationInput } from '@jackfield/sdk/contract'
import { Password } from '@jackfield/sdk/contract'
import type { Selectable } from 'kysely'
import type { z } from 'zod'
import { commitChange } from '../audit/commit-change.ts'
import type { Context, Services, Tx } from '../context.ts'
import { invalid, Refusal } from '../errors.ts'
import { hashSecret, newId } from '../ids.ts'
import type { InvitationTable } from '../storage/tables.ts'
import { countTry, forgiveTry } from './limit-tries.ts'
import { findUser } from './log-in.ts'
import type { Origin } from './log-in.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { startSession } from './start-session.ts'
import type { StartedSession } from './start-session.ts'

type Invited = Selectable<InvitationTable>
type Input = z.output<typeof AcceptInvitationInput>

interface AcceptInvitation {
  services: Services
  input: Input
  from: Origin
}

/** The person who accepts; without a hash they have a login already. */
interface Accepting {
  id: string
  name: string
  newHash?: string
}

/**
 * Joins an account with the token of an invitation, and logs in. An e-mail that has a login needs its password;
 * another one gets a login.
 * @throws Refusal `not_found` for a token that is unknown, used, replaced or expired; `unauthenticated` for a
 *   wrong password; `invalid` when a new login lacks a name or a long enough password; `rate_limited`.
 */
export async function acceptInvitation({ services, input, from }: AcceptInvitation): Promise<StartedSession> {
  const invited = await findOpen(services, input.token)
  const accepting = await prove(services, invited, input, from)
  const person = { id: accepting.id, name: accepting.name, accountId: invited.account_id, role: invited.role }
  const actor = {
    type: 'member' as const,
    id: person.id,
    name: person.name,
    role: person.role,
    sessionId: '',
  }
  const ctx: Context = { accountId: invited.account_id, actor, db: services.database.db, services }
  await commitChange(ctx, async (tx, record) => {
    await join(tx, invited, accepting)
    record({
      action: 'member.joined',
      detail: { user_id: person.id, role: person.role, invited_by: invited.invited_by },
    })
  })
  return startSession(services, person, { kind: 'cookie', userAgent: from.userAgent })
}

async function findOpen({ database }: Services, token: string): Promise<Invited> {
  const found = await database.db
    .selectFrom('invitations')
    .selectAll()
    .where('token_hash', '=', hashSecret(token))
    .where('accepted_at', 'is', null)
    .where('expires_at', '>', new Date())
    .executeTakeFirst()
  if (!found) throw notOpen()
  return found
}

function notOpen(): Refusal {
  return new Refusal('not_found', 'This invitation is not valid. It works once, for seven days.', {
    hint: 'Ask for a new one.',
  })
}

async function prove(services: Services, { email }: Invited, input: Input, from: Origin): Promise<Accepting> {
  const { db } = services.database
  const user = await findUser(db, email)
  if (!user) return newLogin(input)
  const attempt = { email, clientAddress: from.clientAddress }
  await countTry(db, attempt)
  if (!(await verifyPassword(input.password, user.password_hash)))
    throw new Refusal('unauthenticated', `${email} has a login already, and this is not its password.`, {
      hint: 'Give the password with which this address logs in.',
    })
  await forgiveTry(db, attempt)
  return { id: user.id, name: user.name }
}

async function newLogin({ name, password }: Input): Promise<Accepting> {
  if (!name) throw invalid('name', 'is needed for a new login.', 'Give your name.')
  if (!Password.safeParse(password).success)
    throw invalid('password', 'is too short for a new login.', 'Give at least 12 characters.')
  return { id: newId('usr'), name, newHash: await hashPassword(password) }
}

async function join(tx: Tx, invited: Invited, accepting: Accepting): Promise<void> {
  const used = await tx
    .updateTable('invitations')
    .set({ accepted_at: new Date() })
    .where('id', '=', invited.id)
    .where('accepted_at', 'is', null)
    .executeTakeFirst()
  if (used.numUpdatedRows === 0n) throw notOpen()
  const { id, name, newHash } = accepting
  if (newHash)
    await tx.insertInto('users').values({ id, name, email: invited.email, password_hash: newHash }).execute()
  await tx
    .insertInto('members')
    .values({ account_id: invited.account_id, user_id: id, role: invited.role })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
