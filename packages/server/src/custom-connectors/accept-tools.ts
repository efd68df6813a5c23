import { sql } from 'kysely'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { json } from '../storage/json.ts'
import { effectOf } from '../toolsets/clean-definition.ts'
import { chooseHeldTools } from './held-tools.ts'
import { listTools } from './list-tools.ts'
import { requireCustomConnector } from './require-connector.ts'

/** Accepts changed tool definitions: from now on they are what agents see (CUS-24). All that wait if none is named. */
export async function acceptTools({
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
    for (const tool of chosen) {
      await tx
        .updateTable('tools')
        .set({
          definition: json(tool.held_definition),
          definition_hash: sql`held_hash`,
          effect: effectOf(tool.held_definition ?? {}, connector.trust_hints),
          held_definition: null,
          held_hash: null,
          held_at: null,
          refused_at: null,
        })
        .where('connector_id', '=', connector.id)
        .where('name', '=', tool.name)
        .execute()
    }
    record({
      action: 'connector.tools_accepted',
      connectorId: connector.id,
      detail: { accepted: chosen.map((tool) => tool.name) },
    })
  })
  return listTools({ ctx, input: { id: connector.id } })
}
