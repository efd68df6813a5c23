import { sql } from 'kysely'
import type { ChangeEvent } from '../audit/commit-change.ts'
import type { Tx } from '../context.ts'
import type { Policy } from '../storage/tables.ts'
import { ACCOUNT_ITSELF } from './load-rules.ts'
import type { CheckedRule } from './read-rules.ts'

/** Whose rules they are: an agent's, or the account's own when `agentId` is ''. */
export interface RuleOwner {
  accountId: string
  agentId: string
}

/** Writes the rules, removes those that are null, and records each. */
export async function storeRules(
  tx: Tx,
  owner: RuleOwner,
  rules: CheckedRule[],
  record: (event: ChangeEvent) => void,
): Promise<void> {
  const set: { connector_id: string; tool: string; policy: Policy }[] = []
  for (const { connector, tool, policy } of rules) {
    if (policy === null) await removeRule(tx, owner, connector.id, tool)
    else set.push({ connector_id: connector.id, tool, policy })
    record({
      action: policy === null ? 'policy.removed' : 'policy.set',
      ...(owner.agentId !== ACCOUNT_ITSELF && { agentId: owner.agentId }),
      connectorId: connector.id,
      tool,
      detail: { connector: connector.slug, policy },
    })
  }
  if (set.length === 0) return
  await tx
    .insertInto('policies')
    .values(set.map((rule) => ({ account_id: owner.accountId, agent_id: owner.agentId, ...rule })))
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'agent_id', 'connector_id', 'tool'])
        .doUpdateSet((eb) => ({ policy: eb.ref('excluded.policy'), updated_at: sql`now()` })),
    )
    .execute()
}

async function removeRule(tx: Tx, owner: RuleOwner, connectorId: string, tool: string): Promise<void> {
  await tx
    .deleteFrom('policies')
    .where('account_id', '=', owner.accountId)
    .where('agent_id', '=', owner.agentId)
    .where('connector_id', '=', connectorId)
    .where('tool', '=', tool)
    .execute()
}
