import type { Db } from '../context.ts'
import type { Policy } from '../storage/tables.ts'
import type { ConnectorRules } from './decide.ts'

/** The `agent_id` under which the account's own rules are stored. */
export const ACCOUNT_ITSELF = ''

/** The rules that count for one agent, by connector id. */
export interface Rules {
  account: ReadonlyMap<string, ConnectorRules>
  agent: ReadonlyMap<string, ConnectorRules>
}

/** Reads the account's rules and an agent's in one query. Without `agentId` the agent's are empty. */
export async function loadRules({
  db,
  accountId,
  agentId = ACCOUNT_ITSELF,
}: {
  db: Db
  accountId: string
  agentId?: string
}): Promise<Rules> {
  const rows = await db
    .selectFrom('policies')
    .select(['agent_id', 'connector_id', 'tool', 'policy'])
    .where('account_id', '=', accountId)
    .where('agent_id', 'in', [ACCOUNT_ITSELF, agentId])
    .execute()
  const account = new Map<string, Map<string, Policy>>()
  const agent = new Map<string, Map<string, Policy>>()
  for (const row of rows) {
    const owner = row.agent_id === ACCOUNT_ITSELF ? account : agent
    const rules = owner.get(row.connector_id)
    if (rules) rules.set(row.tool, row.policy)
    else owner.set(row.connector_id, new Map([[row.tool, row.policy]]))
  }
  return { account, agent }
}
