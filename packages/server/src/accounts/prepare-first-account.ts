import { sql } from 'kysely'
import type { Services, Tx } from '../context.ts'
import { Refusal } from '../errors.ts'
import { newSecret } from '../ids.ts'
import { createFirstAccount } from './create-first-account.ts'

/** What a start has to tell the person who started it. */
export type FirstStart =
  | { state: 'set-up' }
  /** The first account was made from JACKFIELD_ADMIN_EMAIL and JACKFIELD_ADMIN_PASSWORD. */
  | { state: 'admin-created'; email: string }
  /** Nobody has an account yet. The token works once and replaces the one of the last start. */
  | { state: 'waiting'; token: string }

/** Sees to it that a fresh installation can be entered. */
export async function prepareFirstAccount(services: Services): Promise<FirstStart> {
  const { db } = services.database
  const account = await db.selectFrom('accounts').select('id').limit(1).executeTakeFirst()
  if (account) return { state: 'set-up' }
  const { admin } = services.config
  if (admin) return createAdmin(services, admin)
  const { secret, hash } = newSecret('setup')
  await db.updateTable('installation').set({ setup_token_hash: hash }).execute()
  return { state: 'waiting', token: secret }
}

async function createAdmin(
  services: Services,
  admin: { email: string; password: string },
): Promise<FirstStart> {
  const owner = { ...admin, name: admin.email.split('@')[0] ?? admin.email }
  try {
    await createFirstAccount(services, { name: 'Main', policyPreset: 'open', owner }, claimInstallation)
  } catch (error) {
    // Another node that started at the same moment made it.
    if (error instanceof Refusal && error.code === 'conflict') return { state: 'set-up' }
    throw error
  }
  return { state: 'admin-created', email: admin.email }
}

/** One node at a time: the row of the installation is the lock. */
async function claimInstallation(tx: Tx): Promise<void> {
  await sql`select 1 from installation where id = 1 for update`.execute(tx)
  const account = await tx.selectFrom('accounts').select('id').limit(1).executeTakeFirst()
  if (account) throw new Refusal('conflict', 'There is an account already.')
  await tx.updateTable('installation').set({ setup_token_hash: null }).execute()
}
