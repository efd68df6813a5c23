import { commitChange } from '../audit/commit-change.ts'
import type { Context, Services, Tx } from '../context.ts'
import { newId } from '../ids.ts'
import { hashPassword } from '../people/passwords.ts'
import type { Person } from '../people/start-session.ts'
import type { PolicyPreset } from '../storage/tables.ts'
import { addAccountRows } from './add-account-rows.ts'

export interface FirstAccount {
  name: string
  policyPreset: PolicyPreset
  owner: { name: string; email: string; password: string }
}

/**
 * Makes the first login and its account. `claim` runs first in the same transaction and throws when the
 * installation has been set up already.
 */
export async function createFirstAccount(
  services: Services,
  account: FirstAccount,
  claim: (tx: Tx) => Promise<void>,
): Promise<Person> {
  const { owner, name, policyPreset } = account
  const passwordHash = await hashPassword(owner.password)
  const person: Person = { id: newId('usr'), name: owner.name, accountId: newId('acc'), role: 'owner' }
  const actor = { type: 'member' as const, id: person.id, name: owner.name, role: person.role, sessionId: '' }
  const ctx: Context = { accountId: person.accountId, actor, db: services.database.db, services }
  await commitChange(ctx, async (tx, record) => {
    await claim(tx)
    const login = { id: person.id, name: owner.name, email: owner.email, password_hash: passwordHash }
    await tx.insertInto('users').values(login).execute()
    await addAccountRows(tx, services, { id: person.accountId, name, policyPreset, ownerId: person.id })
    record({ action: 'account.created', detail: { name, policy_preset: policyPreset, first: true } })
  })
  return person
}
