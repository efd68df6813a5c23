import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { chooseHeldTools } from './held-tools.ts'
import { listTools } from './list-tools.ts'
import { requireCustomConnector } from './require-connector.ts'

/**
 * Refuses changed tool definitions (CUS-24). What the server would run is not what was accepted, so no agent is given
 * the tool until the server goes back to it, changes it once more, or somebody accepts it after all. All that wait if
 * none is named.
 * @throws Refusal `invalid` on `tools` for one whose definition has not changed
 */
export async function refuseTools({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string; tools?: string[] | undefined }
}) {
  authorise(ctx, 'connectors.manage')
  const connector = await requireCustomConnector(ctx, input.id)
  await commitChange(ctx, async (tx, record) => {
    const chosen = await chooseHeldTools(tx, connector.id, input.tools)
    const names = chosen.filter((tool) => tool.refused_at === null).map((tool) => tool.name)
    if (names.length > 0)
      await tx
        .updateTable('tools')
        .set({ refused_at: new Date() })
        .where('connector_id', '=', connector.id)
        .where('name', 'in', names)
        .execute()
    record({ action: 'connector.tools_refused', connectorId: connector.id, detail: { refused: names } })
  })
  return listTools({ ctx, input: { id: connector.id } })
}
