import { randomBytes } from 'node:crypto'
import type { Services } from '../../src/context.ts'
import { newId } from '../../src/ids.ts'
import { hashPassword } from '../../src/people/passwords.ts'
import type { Person } from '../../src/people/start-session.ts'
import type { Role } from '../../src/storage/tables.ts'

/** As weak as Argon2 goes: these passwords guard nothing. */
const cheap = { memory: 8, passes: 1, parallelism: 1 }
export const personPassword = 'a password of a person'

/** A new login that belongs to an account, put there without an invitation. */
export async function addPerson(
  services: Services,
  accountId: string,
  role: Role,
): Promise<Person & { email: string }> {
  const { db } = services.database
  const id = newId('usr')
  const name = `Some ${role}`
  const email = `${role}-${randomBytes(4).toString('hex')}@example.com`
  const password_hash = await hashPassword(personPassword, cheap)
  await db.insertInto('users').values({ id, name, email, password_hash }).execute()
  await db.insertInto('members').values({ account_id: accountId, user_id: id, role }).execute()
  return { id, name, email, accountId, role }
}
