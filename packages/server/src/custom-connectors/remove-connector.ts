import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { requireCustomConnector } from './require-connector.ts'

/** Removes a custom connector with its secrets, tools, toggles and policies (CUS-12, AGT-12). */
export async function removeConnector({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<void> {
  authorise(ctx, 'connectors.manage')
  const connector = await requireCustomConnector(ctx, input.id)
  await commitChange(ctx, async (tx, record) => {
    await tx
      .deleteFrom('connectors')
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', connector.id)
      .execute()
    record({
      action: 'connector.removed',
      connectorId: connector.id,
      detail: { name: connector.name, slug: connector.slug },
    })
  })
}
