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
  const rows = await selectRules(db, accountId).where('agent_id', 'in', [ACCOUNT_ITSELF, agentId]).execute()
  return rulesFor(byOwner(rows), agentId)
}

/** Reads all rules of an account in one query; answers those that count for one agent. */
export async function loadAllRules(db: Db, accountId: string): Promise<(agentId: string) => Rules> {
  const owners = byOwner(await selectRules(db, accountId).execute())
  return (agentId) => rulesFor(owners, agentId)
}

function selectRules(db: Db, accountId: string) {
  return db
    .selectFrom('policies')
    .select(['agent_id', 'connector_id', 'tool', 'policy'])
    .where('account_id', '=', accountId)
}

type RuleRow = Awaited<ReturnType<ReturnType<typeof selectRules>['execute']>>[number]
/** By whose rules they are, then by connector id. */
type Owners = ReadonlyMap<string, ReadonlyMap<string, ConnectorRules>>

function byOwner(rows: RuleRow[]): Owners {
  const owners = new Map<string, Map<string, Map<string, Policy>>>()
  for (const { agent_id, connector_id, tool, policy } of rows) {
    const connectors = owners.get(agent_id) ?? new Map<string, Map<string, Policy>>()
    const rules = connectors.get(connector_id) ?? new Map<string, Policy>()
    owners.set(agent_id, connectors.set(connector_id, rules.set(tool, policy)))
  }
  return owners
}

function rulesFor(owners: Owners, agentId: string): Rules {
  return {
    account: owners.get(ACCOUNT_ITSELF) ?? new Map(),
    agent: agentId === ACCOUNT_ITSELF ? new Map() : (owners.get(agentId) ?? new Map()),
  }
}
