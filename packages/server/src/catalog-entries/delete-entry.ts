import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { requireEntry } from './require-entry.ts'

/**
 * Removes an entry with its connector, toggles, policies and OAuth app.
 * @throws Refusal `conflict` while it is connected: disconnecting takes the access back, where that is possible
 */
export async function deleteEntry({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  authorise(ctx, 'connectors.manage')
  const entry = await requireEntry(ctx, input.id)
  if (entry.connection_id !== null)
    throw new Refusal('conflict', `${entry.name} is connected.`, { hint: 'Disconnect it first.' })
  await commitChange(ctx, async (tx, record) => {
    for (const table of ['catalog_entries', 'oauth_clients', 'connectors'] as const)
      await tx
        .deleteFrom(table)
        .where('account_id', '=', ctx.accountId)
        .where('slug', '=', entry.slug)
        .execute()
    const { name, slug } = entry
    record({ action: 'connector.removed', connectorId: entry.connector_id, detail: { name, slug } })
  })
}
