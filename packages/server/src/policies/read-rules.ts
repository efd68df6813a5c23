import type { PoliciesInput } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import type { Tx } from '../context.ts'
import { appOf } from '../apps/app-of.ts'
import { appTools } from '../apps/app-tools.ts'
import { invalid } from '../errors.ts'
import type { Effect, Policy } from '../storage/tables.ts'
import { findConnectors } from '../templates/find-connectors.ts'
import type { NamedConnector } from '../templates/find-connectors.ts'
import { areaOf, areaTools } from '../toolsets/area-tools.ts'
import type { OwnToolRow } from '../toolsets/own-tool-row.ts'
import { EVERY_TOOL } from './decide.ts'

/** One rule as it came in, with what it is about. */
export interface CheckedRule {
  /** Where it stands in the input, for messages: `rules.0`. */
  field: string
  connector: NamedConnector
  tool: string
  /** The tool's effect; undefined for `*`, and for a tool that is gone and whose rule is removed. */
  effect: Effect | undefined
  /** null removes the rule. */
  policy: Policy | null
}

/**
 * Finds what each rule is about.
 * @throws Refusal `invalid`, naming the rule whose connector or tool does not exist, or that comes twice.
 */
export async function readRules(
  tx: Tx,
  accountId: string,
  rules: z.output<typeof PoliciesInput>['rules'],
): Promise<CheckedRule[]> {
  const connectors = await findConnectors(
    tx,
    accountId,
    rules.map((rule) => rule.connector),
  )
  const effects = await loadEffects(tx, accountId, connectors)
  const seen = new Set<string>()
  return rules.map((rule, index) => {
    const field = `rules.${index}`
    const connector = connectors.get(rule.connector)
    if (!connector)
      throw invalid(`${field}.connector`, 'There is no such connector.', 'Name it by its id or its slug.')
    const key = toolKey(connector.id, rule.tool)
    if (seen.has(key)) throw invalid(field, 'This tool has a rule above already.', 'Give each tool one rule.')
    seen.add(key)
    const effect = effects.get(key)
    if (!effect && rule.tool !== EVERY_TOOL && rule.policy !== null) throw unknownTool(field, connector)
    return { field, connector, tool: rule.tool, effect, policy: rule.policy }
  })
}

async function loadEffects(tx: Tx, accountId: string, connectors: Map<string, NamedConnector>) {
  const ids = [...new Set([...connectors.values()].map((connector) => connector.id))]
  if (ids.length === 0) return new Map<string, Effect>()
  const tools = await tx
    .selectFrom('tools')
    .select(['connector_id', 'name', 'effect'])
    .where('account_id', '=', accountId)
    .where('connector_id', 'in', ids)
    .execute()
  const own = []
  for (const connector of connectors.values())
    for (const tool of await ownTools(tx, accountId, connector))
      own.push({ ...tool, connector_id: connector.id })
  return new Map([...tools, ...own].map((tool) => [toolKey(tool.connector_id, tool.name), tool.effect]))
}

/** The tools of an area or app, which are in no table. */
async function ownTools(tx: Tx, accountId: string, connector: NamedConnector): Promise<OwnToolRow[]> {
  const area = areaOf(connector)
  if (area) return areaTools(area)
  const app = await appOf(tx, { ...connector, account_id: accountId })
  return app ? appTools(app) : []
}

function toolKey(connectorId: string, tool: string): string {
  return `${connectorId} ${tool}`
}

function unknownTool(field: string, connector: NamedConnector) {
  return invalid(
    `${field}.tool`,
    `${connector.name} has no such tool.`,
    "Use the server's own name of the tool, or * for all of them; the connector's tools are listed with it.",
  )
}
