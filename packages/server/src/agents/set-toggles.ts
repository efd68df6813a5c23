import type { TogglesInput } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context, Tx } from '../context.ts'
import { invalid, Refusal } from '../errors.ts'
import { findConnectors } from '../templates/find-connectors.ts'
import { selectAgents } from './agent-answer.ts'
import { bigToggle, loadSavedAgent, refuseStale } from './agent-detail.ts'
import type { AgentSavedAnswer } from './agent-detail.ts'
import { bumpVersion } from './bump-version.ts'
import { COVERED, loadToggles } from './load-toggles.ts'
import type { Toggle } from './load-toggles.ts'

interface Change {
  toggle: Toggle
  to: Toggle['state']
}

/**
 * Saves toggles, all or none (AGT-1); those not named stay as they are. A connector that is not connected may be
 * turned on (AGT-7): the answer's `warnings` say so (B7).
 * @throws Refusal `not_found`; `version_conflict` with the present agent in `details.current`; `invalid`, naming the
 *   entry that is no connector of the account or that names one twice; `conflict` for an area that is turned on while
 *   the Sales Platform tools cover it.
 */
export async function setToggles({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof TogglesInput> & { id: string }
}): Promise<AgentSavedAnswer> {
  authorise(ctx, 'agents.edit')
  return commitChange(ctx, async (tx, record) => {
    if (!(await bumpVersion(ctx, tx, input.id, input.version))) return refuseStale(ctx, tx, input.id)
    const changes = await findChanges(ctx, tx, input)
    await storeToggles(tx, ctx.accountId, input.id, changes)
    for (const { toggle, to } of changes) {
      const detail = { connector: toggle.slug, from: toggle.state, to }
      record({ action: 'agent.toggled', agentId: input.id, connectorId: toggle.connector_id, detail })
    }
    if (changes.length === 0)
      record({ action: 'agent.toggled', agentId: input.id, detail: { unchanged: true } })
    return loadSavedAgent(ctx, tx, input.id)
  })
}

async function findChanges(ctx: Context, tx: Tx, input: z.output<typeof TogglesInput> & { id: string }) {
  const wanted = Object.entries(input.toggles)
  const connectors = await findConnectors(
    tx,
    ctx.accountId,
    wanted.map(([name]) => name),
  )
  const agent = await selectAgents(tx, ctx.accountId)
    .where('agents.id', '=', input.id)
    .executeTakeFirstOrThrow()
  const toggles = await loadToggles(tx, ctx.accountId, input.id, bigToggle(agent).on)
  const present = new Map(toggles.map((toggle) => [toggle.connector_id, toggle]))
  const changes = new Map<string, Change>()
  for (const [name, to] of wanted) {
    const toggle = present.get(connectors.get(name)?.id ?? '')
    if (!toggle)
      throw invalid(`toggles.${name}`, 'There is no such connector.', 'Name it by its id or its slug.')
    if (changes.has(toggle.connector_id))
      throw invalid(
        `toggles.${name}`,
        `${toggle.name} is named twice.`,
        'Name each connector once, by id or by slug.',
      )
    if (toggle.covered && to === 'on' && toggle.state !== to) throw coveredByPlatform(name, toggle)
    changes.set(toggle.connector_id, { toggle, to })
  }
  return [...changes.values()].filter(({ toggle, to }) => toggle.state !== to)
}

/** The big toggle and single areas exclude each other, here too and not only in a page (PLT-5, PLT-8). */
function coveredByPlatform(field: string, { name }: Toggle): Refusal {
  return new Refusal('conflict', `${name}: ${COVERED}.`, {
    hint: 'Turn the Sales Platform tools off to pick areas one by one.',
    issues: [{ field: `toggles.${field}`, message: `${COVERED}.` }],
  })
}

async function storeToggles(tx: Tx, accountId: string, agentId: string, changes: Change[]): Promise<void> {
  if (changes.length === 0) return
  await tx
    .deleteFrom('toggles')
    .where('agent_id', '=', agentId)
    .where('account_id', '=', accountId)
    .where(
      'connector_id',
      'in',
      changes.map(({ toggle }) => toggle.connector_id),
    )
    .execute()
  const rows = changes.flatMap(({ toggle, to }) =>
    // Inheriting is having no row (AGT-5).
    to === 'inherit'
      ? []
      : [{ agent_id: agentId, account_id: accountId, connector_id: toggle.connector_id, state: to }],
  )
  if (rows.length > 0) await tx.insertInto('toggles').values(rows).execute()
}
