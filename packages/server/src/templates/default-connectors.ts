import type { Tx } from '../context.ts'
import { invalid } from '../errors.ts'
import { findConnectors } from './find-connectors.ts'

/**
 * Makes `names` (ids or slugs) the template's whole default set. Agents that inherit follow, because they store
 * nothing of their own (AGT-5).
 * @throws Refusal `invalid`, naming the entry that is no connector of the account.
 */
export async function setDefaultConnectors(
  tx: Tx,
  template: { id: string; accountId: string },
  names: string[],
): Promise<void> {
  const found = await findConnectors(tx, template.accountId, names)
  const ids = new Set<string>()
  for (const [index, name] of names.entries()) {
    const connector = found.get(name)
    if (!connector)
      throw invalid(`connectors.${index}`, 'There is no such connector.', 'List the connectors first.')
    ids.add(connector.id)
  }
  await tx
    .deleteFrom('template_connectors')
    .where('template_id', '=', template.id)
    .where('account_id', '=', template.accountId)
    .execute()
  if (ids.size === 0) return
  const rows = [...ids].map((id) => ({
    template_id: template.id,
    account_id: template.accountId,
    connector_id: id,
  }))
  await tx.insertInto('template_connectors').values(rows).execute()
}
