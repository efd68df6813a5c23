import type { App } from '@jackfield/catalog/run'
import { appTools } from '../apps/app-tools.ts'
import type { Context } from '../context.ts'
import { decidePolicy } from '../policies/decide.ts'
import { loadAllRules } from '../policies/load-rules.ts'
import type { Rules } from '../policies/load-rules.ts'
import type { PolicyPreset } from '../storage/tables.ts'
import { areaOf, areaTools } from '../toolsets/area-tools.ts'
import { emptyReason } from '../toolsets/empty-reason.ts'
import type { OwnToolRow } from '../toolsets/own-tool-row.ts'
import { skipReason } from '../toolsets/toolset-connector.ts'
import type { SkipReason } from '../toolsets/toolset.ts'
import { readStoredTools } from './map-rows.ts'
import type { MapConnector } from './map-rows.ts'

type JudgedTool = Pick<OwnToolRow, 'name' | 'effect' | 'held_hash' | 'refused_at'>

/** Why a run of an agent skips a connector that it has on (RUN-5), as its toolset would say; undefined when it does not. */
export type CordJudge = (agentId: string, connector: MapConnector) => SkipReason | undefined

/** Reads, in three statements, what decides whether the tools of a connector can be used. */
export async function loadCordJudge(
  ctx: Context,
  appOf: (connector: MapConnector) => App | undefined,
): Promise<CordJudge> {
  const [preset, rulesOf, stored] = await Promise.all([
    readPreset(ctx),
    loadAllRules(ctx.db, ctx.accountId),
    readStoredTools(ctx),
  ])
  const byConnector = Map.groupBy(stored, (tool) => tool.connector_id)
  return (agentId, connector) => {
    const skipped = skipReason(true, connector, false)
    if (skipped) return skipped
    const tools = toolsOf(connector, appOf(connector), byConnector.get(connector.id))
    const rules = rulesOf(agentId)
    // One that is open decides, so the others need not be asked.
    const blocked = tools.every((tool) => isBlocked(connector, tool, { preset, rules })) ? tools.length : 0
    const { others, listed_at: listedAt, probe } = connector
    return emptyReason({ tools: tools.length, blocked, others, listedAt, probe })
  }
}

async function readPreset({ db, accountId }: Context): Promise<PolicyPreset> {
  const account = await db
    .selectFrom('accounts')
    .select('policy_preset')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return account.policy_preset
}

/** An area's and an app's ship with us, a server's are stored. */
function toolsOf(connector: MapConnector, app: App | undefined, stored: JudgedTool[] = []): JudgedTool[] {
  const area = areaOf(connector)
  if (area) return areaTools(area)
  return app ? appTools(app) : stored
}

function isBlocked(
  { id, read_only: connectorReadOnly }: MapConnector,
  { name: tool, effect, held_hash, refused_at }: JudgedTool,
  { preset, rules }: { preset: PolicyPreset; rules: Rules },
): boolean {
  const [accountRules, agentRules] = [rules.account.get(id), rules.agent.get(id)]
  const [held, refused] = [held_hash !== null, refused_at !== null]
  const question = { preset, tool, effect, accountRules, agentRules, held, refused, connectorReadOnly }
  return decidePolicy(question).policy === 'block'
}
