import type { AgentDetail } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import type { Context, Db } from '../context.ts'
import { notFound, Refusal } from '../errors.ts'
import { agentAnswer, selectAgents } from './agent-answer.ts'
import { connectorHints } from './connector-hints.ts'
import { instructionWarnings } from './instruction-warnings.ts'
import { isListed, loadToggles, toggleWarnings } from './load-toggles.ts'

export type AgentDetailAnswer = z.output<typeof AgentDetail>
export type AgentSavedAnswer = AgentDetailAnswer & { warnings: string[] }

/**
 * One agent with its toggles and hints, and what to look at: connectors that are on without being connected,
 * instructions that seem to hold a secret.
 * @param db The open transaction, inside one.
 * @throws Refusal `not_found`.
 */
export async function loadSavedAgent(ctx: Context, db: Db, id: string): Promise<AgentSavedAnswer> {
  const row = await selectAgents(db, ctx.accountId).where('agents.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('agent')
  const platformTools = bigToggle(row)
  const toggles = await loadToggles(db, ctx.accountId, id, platformTools.on)
  return {
    ...agentAnswer(ctx, row),
    platform_tools: platformTools,
    toggles: toggles.filter(isListed),
    hints: await connectorHints(db, ctx.accountId, toggles),
    warnings: [...instructionWarnings(row.instructions), ...toggleWarnings(toggles)],
  }
}

/** The Sales Platform tools: what the agent says, what its template says, and what follows (PLT-4, PLT-11). */
export function bigToggle(row: { platform_tools: boolean | null; platform_tools_default: boolean }) {
  const { platform_tools: own, platform_tools_default: default_on } = row
  const state = own === null ? ('inherit' as const) : own ? ('on' as const) : ('off' as const)
  return { state, default_on, on: own ?? default_on }
}

/** One agent with its toggles and hints. @throws Refusal `not_found`. */
export async function loadAgentDetail(ctx: Context, db: Db, id: string): Promise<AgentDetailAnswer> {
  const { warnings: _, ...detail } = await loadSavedAgent(ctx, db, id)
  return detail
}

/** Refuses a save that was based on an older version. @throws Refusal `not_found` when the agent is gone. */
export async function refuseStale(ctx: Context, db: Db, id: string): Promise<never> {
  const current = await loadAgentDetail(ctx, db, id)
  throw new Refusal('version_conflict', 'Somebody saved this agent in between.', {
    hint: `Look at the present one (version ${current.version}) and save again with its version.`,
    details: { current },
  })
}
