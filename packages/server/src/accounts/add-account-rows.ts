import type { Services, Tx } from '../context.ts'
import { addCatalogRows } from './add-catalog-rows.ts'
import type { PolicyPreset } from '../storage/tables.ts'
import { createStartingTemplates } from '../templates/starting-templates.ts'

export interface NewAccount {
  id: string
  name: string
  policyPreset: PolicyPreset
  /** Becomes the first owner; the login must exist. */
  ownerId: string
}

/**
 * Everything a new account starts with: its own data key, an owner, templates to make agents from, and the areas and
 * apps to connect.
 */
export async function addAccountRows(tx: Tx, { vault }: Services, account: NewAccount): Promise<void> {
  const { id, name, policyPreset, ownerId } = account
  const dataKey = await vault.newDataKey(id, tx)
  await tx
    .insertInto('accounts')
    .values({ id, name, policy_preset: policyPreset, default_on: false, data_key: dataKey })
    .execute()
  await tx.insertInto('members').values({ account_id: id, user_id: ownerId, role: 'owner' }).execute()
  await createStartingTemplates(tx, id)
  await addCatalogRows(tx, id)
}
