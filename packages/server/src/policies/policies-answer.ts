import type { Policies } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import type { Db } from '../context.ts'
import type { PolicyPreset } from '../storage/tables.ts'

export type PoliciesAnswer = z.output<typeof Policies>

/** The account's preset and the rules of one owner (an agent's id, or '' for the account), by connector and tool. */
export async function loadPolicies(db: Db, accountId: string, owner: string): Promise<PoliciesAnswer> {
  const rules = await db
    .selectFrom('policies')
    .innerJoin('connectors', 'connectors.id', 'policies.connector_id')
    .where('policies.account_id', '=', accountId)
    .where('connectors.account_id', '=', accountId)
    .where('policies.agent_id', '=', owner)
    .select(['policies.connector_id', 'connectors.slug as connector', 'policies.tool', 'policies.policy'])
    .orderBy('connectors.slug')
    .orderBy('policies.tool')
    .execute()
  return { preset: await loadPreset(db, accountId), rules }
}

/** What the account says of tools for which there is no rule. */
export async function loadPreset(db: Db, accountId: string): Promise<PolicyPreset> {
  const account = await db
    .selectFrom('accounts')
    .select('policy_preset')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return account.policy_preset
}
